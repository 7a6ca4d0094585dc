import Foundation

/// AnalyzeDoc: a page or picture comes back as a record like an example (LDX hub vendor client, n8n node;
/// LDX hub vendor examples).
struct AnalyzeDocKind: LDXHubJobKind {
    let service = LDXHubEmulator.Service.analyzeDoc
    let catalogue: LDXHubCatalogue
    private let chooseRecord: (@Sendable (LDXHubPlan.RecordOrder) -> Data?)?

    private static let formats = [ScanFormat.pdf, .jpeg, .png]

    init(_ plan: LDXHubPlan) {
        catalogue = .models(plan.visionModels, from: Self.formats.map(\.rawValue), to: ["json"])
        chooseRecord = plan.record
    }

    let fields: [BodyField] = [
        .required("file_id", .string),
        .required("system_prompt", .string),
        .required("example_output", .object),
        .required("output_format", .choice(["json"])),
    ]

    func check(_ body: CheckedBody) throws {
        if body["example_output"] == .object([:]) {
            throw LDXHubProblem.invalid("example_output must have a member.")
        }
    }

    func produce(_ input: LDXHubJobInput) throws -> LDXHubJobProduct {
        let file = try input.requiredFile()
        guard let format = ScanFormat(try file.body.read(at: 0, upTo: 8)), Self.formats.contains(format)
        else {
            throw LDXHubJobFailure(
                code: "unsupported_file_type", message: "The input file is not PDF, JPEG or PNG.")
        }
        let output = try record(input.body, file)
        return LDXHubJobProduct(
            output: .init(filename: file.renamed(extension: "json"), data: output),
            usage: [
                "input_pages": format == .pdf ? try PDFPages.count(file.body) : 1,
                "output_characters": String(decoding: output, as: UTF8.self).count,
            ])
    }

    /// The record as it is written, which a plan may choose.
    private func record(_ body: CheckedBody, _ file: LDXHubFile) throws -> Data {
        let example = body["example_output"] ?? .null
        let chosen = try chooseRecord?(
            LDXHubPlan.RecordOrder(
                service: service, prompt: body.string("system_prompt") ?? "", example: example.data(),
                input: file.body.data()))
        if let chosen { return chosen }
        var hash = RecordHash()
        try hash.combine(file.body)
        var shaper = try RecordShaper(example: body.object("example_output") ?? [:])
        var record: [UInt8] = []
        shaper.write(hash: hash.value, to: &record)
        return Data(record)
    }
}
