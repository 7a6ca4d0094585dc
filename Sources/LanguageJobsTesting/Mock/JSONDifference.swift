import LanguageJobs

/// The first place where two JSON values differ, in the order of arrays and of sorted member names.
struct JSONDifference: Sendable {
    /// Where, such as `$.inputs[2].id`.
    let path: String
    private let name: String
    private let expected: JSONValue?
    private let actual: JSONValue?

    /// Compares; `nil` when the values are equal.
    init?(expected: JSONValue?, actual: JSONValue?) {
        guard let found = Self.first("$", "", expected, actual) else { return nil }
        self = found
    }

    private init(path: String, name: String, expected: JSONValue?, actual: JSONValue?) {
        self.path = path
        self.name = name
        self.expected = expected
        self.actual = actual
    }

    /// The difference in one line, without secrets.
    var text: String {
        let (left, right) = (shown(expected), shown(actual))
        return "at \(path): expected \(left), got \(left == right ? "another value" : right)"
    }

    private func shown(_ value: JSONValue?) -> String {
        value.map { Redaction.json($0, under: name) } ?? "nothing"
    }

    private static func first(
        _ path: String, _ name: String, _ expected: JSONValue?, _ actual: JSONValue?
    ) -> JSONDifference? {
        switch (expected, actual) {
        case (.object(let expected), .object(let actual)):
            for member in Set(expected.keys).union(actual.keys).sorted() {
                let place = path + (isPlain(member) ? ".\(member)" : "[\"\(member)\"]")
                // What hangs below a secret's name is as secret.
                let name = TransportRequest.isSecret(name) ? name : member
                if let found = first(place, name, expected[member], actual[member]) { return found }
            }
            return nil
        case (.array(let expected), .array(let actual)):
            for index in 0..<max(expected.count, actual.count) {
                let left = index < expected.count ? expected[index] : JSONValue?.none
                let right = index < actual.count ? actual[index] : JSONValue?.none
                if let found = first("\(path)[\(index)]", name, left, right) { return found }
            }
            return nil
        case (let expected, let actual):
            guard expected != actual else { return nil }
            return JSONDifference(path: path, name: name, expected: expected, actual: actual)
        }
    }

    private static func isPlain(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"):
                    true
                default: false
                }
            }
    }
}
