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
        LDXHubCatalogue(
            choice: .models,
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
            choice: .engines, entries: [(id, entry.merging(more) { $1 })])
    }
}
