import Foundation

/// Writes rows to a temporary file, one JSON object a line, in bounded memory.
struct RowSpool {
    private static let bufferSize = 1 << 18

    /// The file, which is gone when it is let go of.
    let storage: TemporaryFile
    /// How many rows were written.
    private(set) var count = 0
    private let limit: Int64
    private var buffer = Data()
    private var size: Int64 = 0

    init(in files: TemporaryFiles, limit: Int64) throws {
        do {
            storage = try files.makeFile(isNamed: true)
        } catch {
            throw ClientError(wrapping: error)
        }
        self.limit = limit
        buffer.reserveCapacity(Self.bufferSize)
    }

    mutating func append(_ row: some Encodable) throws {
        let line = try RowEncoder.line(of: row, number: count + 1)
        let total = size + Int64(buffer.count + line.count) + 1
        guard total <= limit else {
            throw ClientError(
                .fileTooLarge,
                "Row \(count + 1) makes the file \(total) bytes long, and the service takes at most \(limit). Send the rows in several jobs."
            )
        }
        if buffer.count + line.count >= Self.bufferSize { try flush() }
        buffer += line
        buffer.append(UInt8(ascii: "\n"))
        count += 1
    }

    /// Writes what is left, and gives the file as an upload.
    mutating func finish() throws -> UploadSource {
        guard count > 0, let path = storage.path else {
            throw ClientError(.invalidRequest, "There are no rows. Give one at least.")
        }
        try flush()
        return .file(URL(filePath: path), filename: "rows.jsonl", contentType: "application/jsonl")
    }

    private mutating func flush() throws {
        do {
            try storage.file.write(buffer, at: size)
        } catch {
            throw ClientError(
                .storageFull,
                "The rows can't be kept in the temporary directory (\(error)). Make room, or name another directory in the options.",
                underlying: error)
        }
        size += Int64(buffer.count)
        buffer.removeAll(keepingCapacity: true)
    }
}
