import Foundation

/// The operations of Flixu, by path and method.
struct FlixuRoutes: Sendable {
    let plan: FlixuPlan
    /// The path of the API's address, in segments.
    let base: [String]

    init(plan: FlixuPlan, baseURL: URL) {
        self.plan = plan
        base = baseURL.path(percentEncoded: false).split(separator: "/").map(String.init)
    }

    /// The operation that a request is for.
    ///
    /// - Throws: ``FlixuProblem`` with 404 for an unknown path, 405 for a method that the path doesn't have;
    ///   ``FlixuFilesProblem`` for both at the store of files.
    func endpoint(for request: EmulatorRequest) throws -> FlixuEndpoint {
        let path = request.pathSegments
        if isOfFiles(request) {
            guard path.count == 3, path[0] == "presigned", request.method == .get else {
                throw FlixuFilesProblem.denied
            }
            return presigned(path[1], filename: path[2])
        }
        guard path.starts(with: base) else { throw FlixuProblem.notFound("operation \(request.path)") }
        let found = operations(at: Array(path.dropFirst(base.count)))
        guard !found.isEmpty else { throw FlixuProblem.notFound("operation \(request.path)") }
        guard let endpoint = found[request.method] else {
            throw FlixuProblem.method(request.method, request.path)
        }
        return endpoint
    }

    /// Whether a request is for the store of files.
    ///
    /// Where it isn't known what the client called the server, as may be on a socket, the path decides.
    func isOfFiles(_ request: EmulatorRequest) -> Bool {
        let files = plan.filesOrigin.flatMap(Origin.init)
        if let files, let origin = request.origin { return origin == files }
        return request.pathSegments.first == "presigned"
    }

    private func operations(at path: [String]) -> [TransportMethod: FlixuEndpoint] {
        switch path {
        case ["translate"]: [.post: text]
        case ["translate", "batch"]: [.post: batch]
        case ["translate", "document"]: [.post: document]
        case ["analyze", "headless"]: [.post: analyze]
        case ["languages"]:
            [.get: listing(.flixuLanguages, "languages", FlixuCatalogue.languages.map(\.json))]
        case ["formats"]: [.get: listing(.flixuFormats, "formats", FlixuCatalogue.formats.map(\.json))]
        case ["quota"]: [.get: quota]
        case ["usage"]: [.get: usage]
        case ["me"]: [.get: me]
        default: operations(withID: path)
        }
    }

    private func operations(withID path: [String]) -> [TransportMethod: FlixuEndpoint] {
        if path.count == 2, path[0] == "translate", !path[1].isEmpty { return [.get: job(path[1])] }
        if path.count == 3, path[0] == "documents", !path[1].isEmpty, path[2] == "download" {
            return [.get: download(path[1])]
        }
        return [:]
    }

    private func translation(
        _ operation: EmulatorOperation,
        _ read: @escaping @Sendable (EmulatorRequest) async throws -> FlixuCommand
    ) -> FlixuEndpoint {
        FlixuEndpoint(operation: operation, scopes: ["translate"], bucket: .translate, read: read)
    }

    private var text: FlixuEndpoint {
        let plan = plan
        return translation(.flixuTranslate) { request in
            let order = try await FlixuTextOrder(request, plan)
            let tag = request.headers["x-test-tag"]
            return FlixuCommand { flixu, moment in try flixu.translate(order, tag: tag, at: moment) }
        }
    }

    private var batch: FlixuEndpoint {
        let plan = plan
        return translation(.flixuBatch) { request in
            let order = try await FlixuBatchOrder(request, plan)
            let tag = request.headers["x-test-tag"]
            return FlixuCommand { flixu, moment in try flixu.translate(order, tag: tag, at: moment) }
        }
    }

    private var document: FlixuEndpoint {
        let reader = FlixuUploadReader(plan: plan)
        let hold = plan.documents == .job ? .zero : plan.documentTime
        return translation(.flixuDocument) { request in
            let order = try await reader.read(request)
            let (tag, origin) = (request.headers["x-test-tag"], request.origin)
            return FlixuCommand(hold: hold) { flixu in
                try flixu.requireCredits(order.characters)
            } _: { flixu, moment in
                try flixu.translate(order, tag: tag, origin: origin, at: moment)
            }
        }
    }

    private var analyze: FlixuEndpoint {
        let plan = plan
        return FlixuEndpoint(operation: .flixuAnalyze, scopes: ["translate"], bucket: .analyze) { request in
            let body = try await FlixuJSONBody.read(request, fields: [.required("text", .string)])
            let text = try FlixuJSONBody.text(body, plan)
            return FlixuCommand { _, _ in FlixuOutcome(FlixuAnalysis(of: text).members) }
        }
    }

    private func listing(
        _ operation: EmulatorOperation, _ name: String, _ entries: [EmulatorJSON]
    ) -> FlixuEndpoint {
        FlixuEndpoint(operation: operation) { _ in
            FlixuCommand { _, _ in
                FlixuOutcome([name: .array(entries), "total": .integer(entries.count)])
            }
        }
    }

    private func job(_ id: String) -> FlixuEndpoint {
        FlixuEndpoint(operation: .flixuJob, subject: id, scopes: ["translate", "read"]) { request in
            let origin = request.origin
            return FlixuCommand { flixu, moment in try flixu.showJob(id, origin: origin, at: moment) }
        }
    }

    private func download(_ id: String) -> FlixuEndpoint {
        FlixuEndpoint(operation: .flixuDownload, subject: id, scopes: ["translate", "read"]) { request in
            let (origin, range) = (request.origin, request.headers["Range"])
            return FlixuCommand { flixu, moment in
                try flixu.download(id, range: range, origin: origin, at: moment)
            }
        }
    }

    private func presigned(_ id: String, filename: String) -> FlixuEndpoint {
        let plan = plan
        return FlixuEndpoint(
            operation: .flixuPresigned, subject: id, scopes: nil, queryNames: FlixuSignature.queryNames
        ) { request in
            if plan.refusesKeys(at: request.origin), request.headers["Authorization"] != nil {
                throw FlixuFilesProblem.keyBrought
            }
            let (query, range) = (request.queryItems, request.headers["Range"])
            return FlixuCommand { flixu, moment in
                try flixu.presigned(id, filename, query: query, range: range, at: moment)
            }
        }
    }

    private var quota: FlixuEndpoint {
        FlixuEndpoint(operation: .flixuQuota) { _ in FlixuCommand { flixu, _ in flixu.quota() } }
    }

    private var usage: FlixuEndpoint {
        FlixuEndpoint(operation: .flixuUsage, queryNames: ["from", "to"]) { request in
            let query = request.queryItems
            return FlixuCommand { flixu, moment in try flixu.usage(query, at: moment) }
        }
    }

    private var me: FlixuEndpoint {
        FlixuEndpoint(operation: .flixuMe) { request in
            let key = request.bearerToken ?? ""
            return FlixuCommand { flixu, _ in flixu.me(key) }
        }
    }
}
