/// An upload by chunks as it stands: enough to go on with it in another process, and nothing secret.
///
/// ```swift
/// let file = try await ldx.files.upload(.file(manual), by: .chunks { upload in
///     try JSONEncoder().encode(upload).write(to: place, options: .atomic)
/// })
/// // after a crash, or a cancelled task, in any process:
/// let upload = try JSONDecoder().decode(LDXUpload.self, from: Data(contentsOf: place))
/// let resumed = try await ldx.files.resume(upload, with: .file(manual))
/// ```
///
/// **What is promised.** A chunk is appended wherever the file ends, and sending one twice damages the file (LDX hub
/// portal, Uploads). So none is sent again while it may be there: a chunk whose answer was lost is looked for by the
/// file's size, at once and once more after ``LDXChunkOptions/settleTime``. No two chunks of an upload have the same
/// length, and any two are longer than any one, so a size tells which chunks it is made of: also a chunk that was
/// taken for lost, was sent again, and is appended late after all shows in the next size that the service names.
/// Then the file is given up, and another one is begun. The size is asked for once more at the end, after the settle
/// time if any chunk was sent again. A file that `upload` or `resume` returns is the source byte for byte as of that look,
/// provided that the service appends chunks whole or not at all.
///
/// **What is not.** A chunk that the service appends only after that last look, more than a settle time after it
/// was sent again, is not noticed: no client can see the future. A longer settle time makes it rarer.
public struct LDXUpload: Sendable, Hashable, Codable, CustomStringConvertible {
    /// Keeps an upload as it stands.
    public typealias Checkpoint = @Sendable (LDXUpload) async throws -> Void

    /// The base address of the service; a client of another one refuses the upload.
    public internal(set) var baseURL: String
    /// The file at the service; another one when a session had to be given up.
    public internal(set) var fileID: LDXFileID
    /// The name that the service was told.
    public internal(set) var filename: String
    /// The source's bytes in all.
    public internal(set) var size: Int64
    /// The bytes that the service is known to have; the chunk after them may be there, too.
    public internal(set) var confirmed: Int64
    /// When the source was last changed, in nanoseconds since 1970; `nil` for bytes in memory.
    var modified: Int64?
    /// The checksum of all of the source, for bytes in memory.
    var contents: UInt64?
    /// The checksum of the confirmed bytes.
    var checksum: UInt64
    var chunkSize: Int
    /// How many files were begun at the service.
    var sessions: Int
    /// Whether a chunk was sent again that may still be appended a second time.
    var mayGrow: Bool

    private enum CodingKeys: String, CodingKey {
        case baseURL = "base_url"
        case fileID = "file_id"
        case filename
        case size
        case confirmed
        case modified
        case contents
        case checksum
        case chunkSize = "chunk_size"
        case sessions
        case mayGrow = "may_grow"
    }

    /// How far it is.
    public var progress: TransferProgress { TransferProgress(completed: confirmed, total: size) }

    /// The name, the file's id and how far it is.
    public var description: String { "\(filename) as \(fileID), \(confirmed) of \(size) bytes" }

    var chunks: LDXChunkPlan { LDXChunkPlan(size: size, chunkSize: Int64(chunkSize)) }

    /// Checks what may come from a file that somebody changed.
    func validate(for client: ServiceClient) throws {
        guard baseURL == client.base.description else {
            throw ClientError(
                .invalidRequest,
                "The upload \(self) was begun at \(baseURL), and this client is for \(client.base). Resume it with the client that it belongs to."
            )
        }
        guard LDXChunkOptions.sizes.contains(chunkSize), (1...LDXFiles.sizeLimit).contains(size),
            confirmed == size || chunks.chunk(at: confirmed) != nil, sessions >= 1
        else {
            throw ClientError(
                .invalidRequest,
                "The upload \(self) has values that no upload has: it was changed or damaged. Upload the file anew."
            )
        }
    }
}
