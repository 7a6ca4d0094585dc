/// `/files`: uploads, what is known of a file, and its content (LDX hub portal, Files).
struct LDXHubFilesArea: LDXHubArea {
    let plan: LDXHubPlan

    func endpoints(at path: [String]) -> [TransportMethod: LDXHubEndpoint] {
        guard path[0] == "files" else { return [:] }
        return operations(at: path).mapValues { endpoint in
            var endpoint = endpoint
            endpoint.isRateLimited = true
            return endpoint
        }
    }

    private func operations(at path: [String]) -> [TransportMethod: LDXHubEndpoint] {
        switch path.count {
        case 1: return [.get: list, .post: upload]
        case 2: return [.get: show(path[1])]
        case 3 where path[2] == "content": return [.get: download(path[1])]
        default: return [:]
        }
    }

    private var list: LDXHubEndpoint {
        LDXHubEndpoint(operation: .listFiles) { _ in
            LDXHubCommand(tellingOf: .all) { hub, moment in try hub.listFiles(at: moment) }
        }
    }

    private var upload: LDXHubEndpoint {
        let reader = LDXHubUploadReader(maximumFileSize: plan.maximumFileSize)
        return LDXHubEndpoint(operation: .uploadFile) { request in
            let (name, body) = try await reader.read(request)
            return LDXHubCommand { hub, moment in try hub.storeFile(name, body, at: moment) }
        }
    }

    private func show(_ id: String) -> LDXHubEndpoint {
        LDXHubEndpoint(operation: .getFile, subject: id) { _ in
            LDXHubCommand { hub, moment in try hub.showFile(id, at: moment) }
        }
    }

    private func download(_ id: String) -> LDXHubEndpoint {
        LDXHubEndpoint(operation: .downloadFile, subject: id) { request in
            let range = request.headers["Range"]
            let date = request.headers["If-Unmodified-Since"]
            return LDXHubCommand { hub, moment in
                try hub.download(id, range: range, ifUnmodifiedSince: date, at: moment)
            }
        }
    }
}
