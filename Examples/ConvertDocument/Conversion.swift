import LDXHub

/// Which of two services makes a document of another format, by what their engines say.
struct Conversion: Equatable {
    enum Service: Equatable {
        /// PDF to Office.
        case castDoc
        /// Documents to text.
        case extractDoc
    }

    let service: Service
    let engine: String

    /// Chooses the first engine that makes the one format of the other.
    ///
    /// - Parameters:
    ///   - named: The engine that the user named, if any.
    ///   - castDoc: CastDoc's engines.
    ///   - extractDoc: ExtractDoc's engines.
    /// - Throws: `ClientError` with `.invalidRequest` that says what can be made instead.
    init(
        from input: LDXFormat, to output: LDXFormat, named: String?, castDoc: [LDXEngine],
        extractDoc: [LDXEngine]
    ) throws {
        let all =
            castDoc.map { (Service.castDoc, $0) } + extractDoc.map { (Service.extractDoc, $0) }
        let candidates = all.filter { named == nil || $0.1.id == named }
        guard let (service, engine) = candidates.first(where: { $0.1.supports(from: input, to: output) })
        else {
            throw ClientError(
                .invalidRequest, Self.explain(input, output, named, candidates.map(\.1), all.map(\.1)))
        }
        self.service = service
        self.engine = engine.id
    }

    private static func explain(
        _ input: LDXFormat, _ output: LDXFormat, _ named: String?, _ candidates: [LDXEngine],
        _ all: [LDXEngine]
    ) -> String {
        guard !input.rawValue.isEmpty else {
            return
                "The document's name has no ending to tell its format by. Rename it, to report.pdf for example."
        }
        guard !candidates.isEmpty else {
            return
                "There is no engine \(named ?? "at all"). There are \(all.map(\.id).joined(separator: ", "))."
        }
        let conversions = candidates.flatMap { $0.supportedConversions ?? [] }
        let outputs = conversions.filter { $0.from == input }.map(\.to)
        let who = named ?? "The service"
        return outputs.isEmpty
            ? "\(who) does not read \(input). It reads \(list(conversions.map(\.from)))."
            : "\(who) makes no \(output) of \(input). It makes \(list(outputs))."
    }

    private static func list(_ formats: [LDXFormat]) -> String {
        var seen: Set<LDXFormat> = []
        return formats.filter { seen.insert($0).inserted }.map(\.rawValue).joined(separator: ", ")
    }
}
