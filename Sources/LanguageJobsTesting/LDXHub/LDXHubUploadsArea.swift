/// `/uploads`: files that come in chunks (LDX hub portal, Uploads).
struct LDXHubUploadsArea: LDXHubArea {
    /// The most bytes of the body that names a new file (inferred: the documents name no limit).
    private static let createLimit = 64 << 10

    func endpoints(at path: [String]) -> [TransportMethod: LDXHubEndpoint] {
        guard path[0] == "uploads" else { return [:] }
        switch path.count {
        case 1: return [.post: create]
        case 2: return [.put: append(path[1])]
        default: return [:]
        }
    }

    private var create: LDXHubEndpoint {
        LDXHubEndpoint(operation: .createUpload) { request in
            let body = try await LDXHubJSONBody.read(
                request, fields: [.required("filename", .string)], upTo: Self.createLimit)
            guard let name = body.string("filename"), !name.isEmpty else {
                throw LDXHubProblem.invalid("filename must not be empty.")
            }
            return LDXHubCommand { hub, moment in try hub.createUpload(name, at: moment) }
        }
    }

    private func append(_ id: String) -> LDXHubEndpoint {
        LDXHubEndpoint(operation: .appendChunk, subject: id) { request in
            let chunk = try await LDXHubChunkReader.read(request)
            return LDXHubCommand { hub, moment in try hub.appendChunk(chunk, to: id, at: moment) }
        }
    }
}
