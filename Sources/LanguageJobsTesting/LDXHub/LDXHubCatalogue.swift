/// The models or engines of a service.
struct LDXHubCatalogue: Sendable {
    /// What can be chosen from.
    enum Choice: String {
        case models
        case engines
    }

    let choice: Choice
    /// The entries; each has an `id`.
    let entries: [(id: String, entry: [String: EmulatorJSON])]

    /// The last segment of the path.
    var path: String { choice.rawValue }

    /// What a create request and a job call it.
    var member: String { choice == .models ? "model" : "engine" }

    func operation(of service: LDXHubEmulator.Service) -> EmulatorOperation {
        choice == .models ? .listModels(service) : .listEngines(service)
    }

    static func models(_ ids: [String]) -> LDXHubCatalogue {
        models(ids, more: [:])
    }

    /// Models that read files.
    static func models(_ ids: [String], from: [String], to: [String]) -> LDXHubCatalogue {
        models(ids, more: ["supported_conversions": conversions(from: from, to: to)])
    }

    private static func models(_ ids: [String], more: [String: EmulatorJSON]) -> LDXHubCatalogue {
        LDXHubCatalogue(
            choice: .models,
            entries: ids.map { id in
                let parts = id.split(separator: "/", maxSplits: 1)
                let entry: [String: EmulatorJSON] = [
                    "id": .string(id),
                    "display_name": .string(String(parts.last ?? "")),
                    "provider": .string(String(parts.first ?? "")),
                    "description": "A language model, emulated.",
                ]
                return (id, entry.merging(more) { $1 })
            })
    }

    static func engine(
        _ id: String, _ name: String, from: [String], to: [String], more: [String: EmulatorJSON] = [:]
    )
        -> LDXHubCatalogue
    {
        let entry: [String: EmulatorJSON] = [
            "id": .string(id), "display_name": .string(name), "provider": "ki",
            "description": "An engine, emulated.", "supported_conversions": conversions(from: from, to: to),
        ]
        return LDXHubCatalogue(
            choice: .engines, entries: [(id, entry.merging(more) { $1 })])
    }

    private static func conversions(from: [String], to: [String]) -> EmulatorJSON {
        .array(
            from.flatMap { from in to.map { .object(["from": .string(from), "to": .string($0)]) } })
    }
}
