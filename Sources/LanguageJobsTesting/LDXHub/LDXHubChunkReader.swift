import Foundation

/// Reads `PUT /uploads/{id}`: the Base64 of a chunk, straight to where it is kept.
enum LDXHubChunkReader {
    /// The most bytes of a chunk (LDX hub portal, Uploads: 5 MB; inferred: the smaller of both readings of MB).
    static let chunkLimit: Int64 = 5_000_000
    /// The most bytes of the body: the Base64 of the largest chunk, and room to write it in several ways.
    static let bodyLimit = 7_000_000

    /// - Throws: ``LDXHubProblem``, and what reading the body throws.
    @concurrent static func read(_ request: EmulatorRequest) async throws -> StoredBody {
        try LDXHubJSONBody.requireJSON(request)
        if let length = request.headers["Content-Length"].flatMap({ Int($0) }), length > bodyLimit {
            throw LDXHubJSONBody.tooLarge(bodyLimit)
        }
        let chunk = StoredBody()
        var decoder = Base64Pieces()
        var parser = TextMemberParser(name: "data")
        var count = 0
        do {
            for try await piece in request.body {
                count += piece.count
                guard count <= bodyLimit else { throw LDXHubJSONBody.tooLarge(bodyLimit) }
                try store(try decoder.decode(try parser.consume(piece)), in: chunk)
            }
            try parser.finish()
            try store(try decoder.finish(), in: chunk)
        } catch let error as BodyError {
            throw LDXHubProblem.invalid(error.message)
        } catch is Base64Pieces.Malformed {
            throw LDXHubProblem.invalid("data must be Base64 in the standard alphabet, padded.")
        }
        guard chunk.count > 0 else { throw LDXHubProblem.invalid("data must not be empty.") }
        return chunk
    }

    private static func store(_ bytes: Data, in chunk: StoredBody) throws {
        guard chunk.count + Int64(bytes.count) <= chunkLimit else {
            throw LDXHubProblem.backend(413, "chunk_too_large", "A chunk has \(chunkLimit) bytes at most.")
        }
        do {
            try chunk.append(bytes)
        } catch {
            throw LDXHubProblem.gateway(500, "The emulator has no room for the chunk: \(error).")
        }
    }
}
