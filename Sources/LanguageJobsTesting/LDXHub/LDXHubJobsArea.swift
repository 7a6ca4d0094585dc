/// What every service has: `/{service}/models` or `/engines`, and its jobs (LDX hub portal, RefineLoop Jobs).
struct LDXHubJobsArea: LDXHubArea {
    /// The most bytes of a create request's body (inferred: the documents name no limit).
    static let bodyLimit = 16 << 20

    let kind: any LDXHubJobKind

    func endpoints(at path: [String]) -> [TransportMethod: LDXHubEndpoint] {
        guard path[0] == kind.service.rawValue, path.count > 1 else { return [:] }
        switch (path[1], path.count) {
        case (kind.catalogue.path, 2): return [.get: catalogue]
        case ("jobs", 2): return [.get: list, .post: create]
        case ("jobs", 3): return [.get: show(path[2])]
        default: return [:]
        }
    }

    private var catalogue: LDXHubEndpoint {
        let entries = kind.catalogue.entries.map { EmulatorJSON.object($0.entry) }
        return LDXHubEndpoint(operation: kind.catalogue.operation(of: kind.service), needsKey: false) { _ in
            LDXHubCommand { _, _ in try LDXHubOutcome(200, .object(["data": .array(entries)])) }
        }
    }

    private var list: LDXHubEndpoint {
        let kind = kind
        return LDXHubEndpoint(operation: .listJobs(kind.service)) { _ in
            LDXHubCommand(tellingOf: .service(kind.service)) { hub, moment in
                try hub.listJobs(kind, at: moment)
            }
        }
    }

    private var create: LDXHubEndpoint {
        let kind = kind
        return LDXHubEndpoint(operation: .createJob(kind.service)) { request in
            let body = try await Self.body(of: request, for: kind)
            let tag = request.headers["x-test-tag"]
            return LDXHubCommand { hub, moment in try hub.createJob(kind, body, tag: tag, at: moment) }
        }
    }

    private func show(_ id: String) -> LDXHubEndpoint {
        let kind = kind
        return LDXHubEndpoint(operation: .getJob(kind.service), subject: id, queryNames: ["wait"]) {
            request in
            // Anything but a whole number means no wait (LDX hub vendor client, n8n node).
            let seconds = request.queryItems.first.flatMap { Int($0.value) } ?? 0
            return LDXHubCommand(waitingFor: (id, seconds)) { hub, moment in
                try hub.showJob(kind, id, at: moment)
            }
        }
    }

    @concurrent private static func body(
        of request: EmulatorRequest, for kind: any LDXHubJobKind
    ) async throws -> CheckedBody {
        let body = try await LDXHubJSONBody.read(request, fields: kind.allFields, upTo: bodyLimit)
        try kind.check(body)
        return body
    }
}
