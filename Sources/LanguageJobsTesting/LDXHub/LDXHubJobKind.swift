import Foundation

/// What is special about one of LDX hub's services; the emulator does the rest.
///
/// To add a service: write a type like ``RefineLoopKind``, and name it in ``LDXHubEmulator/kinds(_:)``.
protocol LDXHubJobKind: Sendable {
    /// The service.
    var service: LDXHubEmulator.Service { get }
    /// What can be chosen from, and what it is called.
    var catalogue: LDXHubCatalogue { get }
    /// The members of a create request's body, but for the model or engine.
    var fields: [BodyField] { get }
    /// Whether the list of jobs shows `output_file_id`.
    var listShowsOutput: Bool { get }

    /// Checks what can't be said by ``fields``.
    ///
    /// - Throws: ``LDXHubProblem``.
    func check(_ body: CheckedBody) throws

    /// Does the job's work.
    ///
    /// - Throws: ``LDXHubJobFailure`` when the input can't be processed: the job fails then.
    func produce(_ input: LDXHubJobInput) throws -> LDXHubJobProduct
}

extension LDXHubJobKind {
    var listShowsOutput: Bool { false }
    func check(_ body: CheckedBody) throws {}

    /// All members of a create request's body.
    var allFields: [BodyField] {
        // The vendor's Dify plugin sends the two webhook members; nothing is delivered to them.
        [.required(catalogue.member, .string)] + fields
            + [.optional("webhook_url", .string), .optional("webhook_secret", .string)]
    }
}

/// What a job works on.
struct LDXHubJobInput: Sendable {
    /// The request that created it.
    let body: CheckedBody
    /// Its input file, where it has one.
    let file: LDXHubFile?
}

/// What a job has made.
struct LDXHubJobProduct: Sendable {
    struct Output: Sendable {
        let filename: String
        let data: Data
    }

    /// The file that can be downloaded then, where there is one.
    var output: Output?
    /// The amounts that would be paid for.
    var usage: [String: Int]
    /// Members that only the job's detail has, such as StructFlow's results.
    var detail: [String: EmulatorJSON] = [:]
}

/// Why a job fails.
struct LDXHubJobFailure: Error, Equatable {
    let code: String
    let message: String
}

/// The models or engines of a service.
struct LDXHubCatalogue: Sendable {
    /// The last segment of the path: `models` or `engines`.
    let path: String
    /// What a create request and a job call it: `model` or `engine`.
    let member: String
    /// The entries; each has an `id`.
    let entries: [(id: String, entry: [String: EmulatorJSON])]

    static func models(_ ids: [String]) -> LDXHubCatalogue {
        LDXHubCatalogue(
            path: "models", member: "model",
            entries: ids.map { id in
                let parts = id.split(separator: "/", maxSplits: 1)
                return (
                    id,
                    [
                        "id": .string(id),
                        "display_name": .string(String(parts.last ?? "")),
                        "provider": .string(String(parts.first ?? "")),
                        "description": "A language model, emulated.",
                    ]
                )
            })
    }

    static func engine(
        _ id: String, _ name: String, from: [String], to: [String], more: [String: EmulatorJSON] = [:]
    )
        -> LDXHubCatalogue
    {
        let conversions = from.flatMap { from in
            to.map { to in EmulatorJSON.object(["from": .string(from), "to": .string(to)]) }
        }
        let entry: [String: EmulatorJSON] = [
            "id": .string(id), "display_name": .string(name), "provider": "ki",
            "description": "An engine, emulated.", "supported_conversions": .array(conversions),
        ]
        return LDXHubCatalogue(
            path: "engines", member: "engine", entries: [(id, entry.merging(more) { $1 })])
    }
}
