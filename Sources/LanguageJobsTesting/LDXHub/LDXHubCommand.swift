import Foundation

/// A request that has been read and found well-formed: what is left to be done in one step.
enum LDXHubCommand: Sendable {
    case listFiles
    case storeFile(name: String, StoredBody)
    case showFile(String)
    case download(String, range: String?, ifUnmodifiedSince: String?)
    case listCatalogue(any LDXHubJobKind)
    case listJobs(any LDXHubJobKind)
    case createJob(any LDXHubJobKind, CheckedBody, tag: String?)
    /// `wait` is in seconds.
    case showJob(any LDXHubJobKind, String, wait: Int)
}

/// Reads requests into commands, off the emulator's actor.
struct LDXHubRequestReader: Sendable {
    /// The most bytes of a JSON body (inferred: the documents name no limit).
    static let jsonLimit = 16 << 20

    let plan: LDXHubPlan

    /// - Throws: ``LDXHubProblem``, and what reading the body throws.
    @concurrent func command(_ request: EmulatorRequest, _ route: LDXHubRoute) async throws -> LDXHubCommand {
        let query = request.queryItems
        if let unknown = query.first(where: { !route.queryNames.contains($0.name) }) {
            throw LDXHubProblem.invalid("\(unknown.name) is no query parameter of this operation.")
        }
        switch route {
        case .listFiles: return .listFiles
        case .uploadFile: return try await upload(request)
        case .file(let id): return .showFile(id)
        case .content(let id):
            return .download(
                id, range: request.headers["Range"], ifUnmodifiedSince: request.headers["If-Unmodified-Since"]
            )
        case .catalogue(let kind): return .listCatalogue(kind)
        case .listJobs(let kind): return .listJobs(kind)
        case .createJob(let kind):
            return .createJob(kind, try await create(request, kind), tag: request.headers["x-test-tag"])
        case .job(let kind, let id):
            return .showJob(kind, id, wait: query.first.flatMap { Int($0.value) } ?? 0)
        }
    }

    private func create(_ request: EmulatorRequest, _ kind: any LDXHubJobKind) async throws -> CheckedBody {
        let type = try contentType(request)
        let charset = type["charset"]?.lowercased() ?? "utf-8"
        guard type.value == "application/json", charset == "utf-8" else {
            throw LDXHubProblem.backend(415, "unsupported_media_type", "The body must be application/json.")
        }
        let data: Data
        do {
            data = try await request.body.collect(upTo: Self.jsonLimit)
        } catch let failure as TransportFailure where failure.reason == .responseTooLarge {
            throw LDXHubProblem.gateway(413, "The body is larger than \(Self.jsonLimit) bytes.")
        }
        guard let json = try? JSONDecoder().decode(EmulatorJSON.self, from: data) else {
            throw LDXHubProblem.invalid("The body is not JSON.")
        }
        do {
            let body = try CheckedBody(json, fields: kind.allFields)
            try kind.check(body)
            return body
        } catch let error as BodyError {
            throw LDXHubProblem.invalid(error.message)
        }
    }

    private func upload(_ request: EmulatorRequest) async throws -> LDXHubCommand {
        let type = try contentType(request)
        guard type.value == "multipart/form-data" else {
            throw LDXHubProblem.backend(
                415, "unsupported_media_type", "The body must be multipart/form-data.")
        }
        guard let boundary = type["boundary"] else {
            throw LDXHubProblem.invalid("The content type has no boundary.")
        }
        // What frames the file is small: a longer body can be refused before it is read.
        if let length = request.headers["Content-Length"].flatMap({ Int64($0) }),
            length > plan.maximumFileSize + Int64(2 * MultipartReader.headerLimit)
        {
            throw tooLarge
        }
        do {
            return try await readFile(request.body, boundary: boundary)
        } catch let error as MultipartError {
            throw LDXHubProblem.invalid("The multipart body is malformed: \(error.message).")
        }
    }

    private func readFile(_ stream: TransportStream, boundary: String) async throws -> LDXHubCommand {
        var reader = try MultipartReader(boundary: boundary)
        var name: String?
        let body = StoredBody()
        for try await chunk in stream {
            try reader.consume(chunk) { event in
                switch event {
                case .part(let header):
                    guard header.name == "file", let filename = header.filename, !filename.isEmpty else {
                        throw LDXHubProblem.invalid("The part \(header.name) is not a file named \"file\".")
                    }
                    guard name == nil else { throw LDXHubProblem.invalid("There is more than one file.") }
                    name = filename
                case .bytes(let bytes):
                    guard body.count + Int64(bytes.count) <= plan.maximumFileSize else { throw tooLarge }
                    try body.append(bytes)
                case .partEnd: break
                }
            }
        }
        try reader.finish()
        guard let name else { throw LDXHubProblem.invalid("The body has no part named \"file\".") }
        return .storeFile(name: name, body)
    }

    private var tooLarge: LDXHubProblem {
        .gateway(413, "A file has \(plan.maximumFileSize) bytes at most.")
    }

    private func contentType(_ request: EmulatorRequest) throws -> HeaderParameters {
        guard let written = request.headers["Content-Type"] else {
            throw LDXHubProblem.backend(415, "unsupported_media_type", "The request has no Content-Type.")
        }
        guard let type = try? HeaderParameters(written) else {
            throw LDXHubProblem.backend(415, "unsupported_media_type", "The Content-Type can't be read.")
        }
        return type
    }
}
