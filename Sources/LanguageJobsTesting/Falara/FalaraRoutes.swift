/// The operations of Falara that this emulator has, by path.
///
/// It leaves out what other services or people take part in: Google Drive, Shopify, dialogs, reviews, logging in.
struct FalaraRoutes: Sendable {
    let plan: FalaraPlan

    typealias Methods = [TransportMethod: FalaraEndpoint]

    func endpoints(at path: [String]) -> Methods {
        switch path.first {
        case "jobs": jobs(Array(path.dropFirst()))
        case "glossaries": glossaries(Array(path.dropFirst()))
        default: others(path)
        }
    }

    /// `GET /health`, beside the version and without a key (Falara docs, API overview; inferred: its answer).
    static let health: Methods = {
        var endpoint = FalaraEndpoint(.falara("GET /health")) { _, _, _ in
            try FalaraOutcome(200, .object(["status": "ok"]))
        }
        endpoint.needsKey = false
        return [.get: endpoint]
    }()

    /// Reads a JSON body of these members.
    func body(
        _ operation: EmulatorOperation, subject: String? = nil, _ fields: [FalaraField],
        _ effect: @escaping @Sendable (FalaraBody) throws -> FalaraEffect
    ) -> FalaraEndpoint {
        let limit = plan.maximumBodySize
        return FalaraEndpoint(operation, subject: subject) { request in
            try effect(try await FalaraBody.read(request, fields, upTo: limit))
        }
    }
}
