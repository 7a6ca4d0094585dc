import LanguageJobs

/// An expected request beside an actual one, aspect by aspect.
struct RequestComparison: Sendable {
    struct Aspect: Sendable {
        let name: String
        let text: String
        let differs: Bool

        init(_ name: String, _ text: String, differs: Bool) {
            self.name = name
            self.text = text
            self.differs = differs
        }

        init(_ name: String, expected: String, actual: String) {
            self.init(
                name, expected == actual ? actual : "expected \(expected), got \(actual)",
                differs: expected != actual)
        }
    }

    let aspects: [Aspect]

    init(_ expected: ExpectedRequest, _ actual: RecordedRequest) {
        let target = actual.target
        var aspects = [Aspect("method", expected: "\(expected.method)", actual: "\(actual.method)")]
        if let origin = expected.target.origin {
            aspects.append(Aspect("origin", expected: origin, actual: target.origin ?? "none"))
        }
        aspects.append(Aspect("path", expected: expected.target.path, actual: target.path))
        if expected.checksQuery {
            aspects.append(Self.query(expected.target.query, target.query))
        }
        aspects += expected.headers.map {
            Self.header($0.name, $0.expected, actual.headers.values(for: $0.name))
        }
        if let agreement = expected.body.agreement {
            let difference = expected.body.difference(to: actual)
            aspects.append(Aspect("body", difference ?? agreement, differs: difference != nil))
        }
        self.aspects = aspects
    }

    var differences: Int { aspects.count { $0.differs } }

    /// One line an aspect.
    var text: String {
        aspects.map { aspect in
            let name = aspect.name + String(repeating: " ", count: 6 - aspect.name.count)
            return "  \(aspect.differs ? "≠" : "=") \(name)  \(aspect.text)"
        }.joined(separator: "\n")
    }

    private static func query(
        _ expected: [RequestTarget.QueryItem], _ actual: [RequestTarget.QueryItem]
    ) -> Aspect {
        different("query", "", Redaction.query(expected), Redaction.query(actual), expected == actual)
    }

    private static func header(
        _ name: String, _ expected: ExpectedRequest.ExpectedHeader, _ actual: [String]
    ) -> Aspect {
        let shown =
            actual.isEmpty ? "none" : actual.map { Redaction.header(name, $0) }.joined(separator: " and ")
        switch expected {
        case .value(let value):
            return different("header", "\(name): ", Redaction.header(name, value), shown, actual == [value])
        case .present: return different("header", "\(name): ", "any value", shown, !actual.isEmpty)
        case .absent: return different("header", "\(name): ", "none", shown, actual.isEmpty)
        }
    }

    /// Values that differ although they look alike differ in what is redacted.
    private static func different(
        _ name: String, _ prefix: String, _ expected: String, _ actual: String, _ isSame: Bool
    ) -> Aspect {
        let got = expected == actual ? "another value" : actual
        return Aspect(
            name, prefix + (isSame ? actual : "expected \(expected), got \(got)"), differs: !isSame)
    }
}
