/// What a request's path and method ask LDX hub for.
enum LDXHubRoute: Sendable {
    case listFiles
    case uploadFile
    case file(String)
    case content(String)
    case catalogue(any LDXHubJobKind)
    case listJobs(any LDXHubJobKind)
    case createJob(any LDXHubJobKind)
    case job(any LDXHubJobKind, String)

    /// - Throws: ``LDXHubProblem`` with 404 for an unknown path, 405 for a method that the path doesn't have.
    init(_ request: EmulatorRequest, kinds: [any LDXHubJobKind]) throws {
        let routes = Self.routes(request.pathSegments, kinds: kinds)
        guard !routes.isEmpty else {
            throw LDXHubProblem.gateway(404, "There is nothing at \(request.path).")
        }
        guard let route = routes[request.method] else {
            throw LDXHubProblem.gateway(405, "\(request.path) has no method \(request.method).")
        }
        self = route
    }

    private static func routes(
        _ path: [String], kinds: [any LDXHubJobKind]
    ) -> [TransportMethod: LDXHubRoute] {
        guard let first = path.first, path.allSatisfy({ !$0.isEmpty }) else { return [:] }
        if first == "files" {
            switch path.count {
            case 1: return [.get: .listFiles, .post: .uploadFile]
            case 2: return [.get: .file(path[1])]
            case 3 where path[2] == "content": return [.get: .content(path[1])]
            default: return [:]
            }
        }
        guard let kind = kinds.first(where: { $0.service.rawValue == first }), path.count > 1 else {
            return [:]
        }
        switch (path[1], path.count) {
        case (kind.catalogue.path, 2): return [.get: .catalogue(kind)]
        case ("jobs", 2): return [.get: .listJobs(kind), .post: .createJob(kind)]
        case ("jobs", 3): return [.get: .job(kind, path[2])]
        default: return [:]
        }
    }

    var operation: EmulatorOperation {
        switch self {
        case .listFiles: .listFiles
        case .uploadFile: .uploadFile
        case .file: .getFile
        case .content: .downloadFile
        case .catalogue(let kind): .catalogue(kind.service)
        case .listJobs(let kind): .listJobs(kind.service)
        case .createJob(let kind): .createJob(kind.service)
        case .job(let kind, _): .getJob(kind.service)
        }
    }

    /// The id in the path.
    var subject: String? {
        switch self {
        case .file(let id), .content(let id), .job(_, let id): id
        default: nil
        }
    }

    /// Models and engines may be read by anybody.
    var needsKey: Bool {
        if case .catalogue = self { false } else { true }
    }

    /// The names of the query items that the operation knows.
    var queryNames: Set<String> {
        if case .job = self { ["wait"] } else { [] }
    }
}
