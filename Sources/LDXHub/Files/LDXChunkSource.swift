import Foundation

/// What is uploaded by chunks, opened once and held to what it was then.
struct LDXChunkSource: Sendable {
    private enum Storage: Sendable {
        case file(OpenFile)
        case data(Data)
    }

    /// Whole groups of three, so that the pieces' Base64 can be put one after the other.
    private static let pieceSize: Int64 = 49_152

    private let storage: Storage
    let filename: String
    let size: Int64
    /// Nanoseconds since 1970; `nil` for bytes in memory.
    let modified: Int64?
    /// The checksum of bytes in memory.
    let contents: UInt64?

    /// - Throws: ``ClientError``: what ``UploadSource/checkedSize(limit:)`` throws, `.fileUnavailable`.
    init(_ source: UploadSource) throws {
        filename = source.filename
        size = try source.checkedSize(limit: LDXFiles.sizeLimit)
        switch source.storage {
        case .file(let url):
            let file: OpenFile
            do {
                file = try OpenFile(reading: url)
            } catch let failure as TransportFailure {
                throw ClientError(failure)
            }
            storage = .file(file)
            modified = file.modificationTime
            contents = nil
        case .data(let data):
            storage = .data(data)
            modified = nil
            var checksum = XXH64()
            checksum.update(data)
            contents = checksum.value
        }
        try checkUnchanged()
    }

    /// The body of the request for a chunk, put together while it is read.
    ///
    /// Reading it throws ``ClientError`` when the source changed: what was read until then is never a whole body.
    func body(of chunk: Range<Int64>) -> TransportBody {
        let (head, tail) = (Data(#"{"data":""#.utf8), Data(#""}"#.utf8))
        let base64 = (chunk.count + 2) / 3 * 4
        return .stream(length: Int64(head.count + base64 + tail.count)) {
            // Before the chunk, within it, and behind it.
            let place = SendableBox(chunk.lowerBound - 1)
            return TransportStream {
                let start = place.current
                guard start >= chunk.lowerBound else {
                    place.exchange(chunk.lowerBound)
                    return head
                }
                guard start < chunk.upperBound else {
                    guard start == chunk.upperBound else { return nil }
                    try checkUnchanged()
                    place.exchange(chunk.upperBound + 1)
                    return tail
                }
                let piece = try read(start..<min(chunk.upperBound, start + Self.pieceSize))
                place.exchange(start + Int64(piece.count))
                return piece.base64EncodedData()
            }
        }
    }

    /// Takes a part of the source into a checksum.
    func update(_ checksum: inout XXH64, with part: Range<Int64>) throws {
        var offset = part.lowerBound
        while offset < part.upperBound {
            try Task.checkCancellation()
            let piece = try read(offset..<min(part.upperBound, offset + Self.pieceSize))
            checksum.update(piece)
            offset += Int64(piece.count)
        }
        // After the last byte, so that what was read is what it was at the beginning.
        try checkUnchanged()
    }

    private func read(_ part: Range<Int64>) throws -> Data {
        switch storage {
        case .data(let data): return data.dropFirst(Int(part.lowerBound)).prefix(part.count)
        case .file(let file):
            let piece: Data
            do {
                piece = try file.read(part.count, at: part.lowerBound)
            } catch {
                throw ClientError(
                    .fileUnavailable,
                    "Reading “\(filename)” failed (\(error)). Check the disk, then resume the upload.",
                    underlying: error)
            }
            guard piece.count == part.count else { throw changed("it ended while it was read") }
            return piece
        }
    }

    private func checkUnchanged() throws {
        guard case .file(let file) = storage else { return }
        guard file.length == size, file.modificationTime == modified else {
            throw changed("it was written to while it was read")
        }
    }

    /// Checks that this is the source of an upload that was begun; what was confirmed is read again.
    ///
    /// - Returns: The checksum of the confirmed bytes.
    func check(against upload: LDXUpload) throws -> XXH64 {
        guard size == upload.size else {
            throw changed("it has \(size) bytes now, and had \(upload.size)")
        }
        guard modified == upload.modified else { throw changed("it was written to since then") }
        var checksum = XXH64()
        try update(&checksum, with: 0..<upload.confirmed)
        guard contents == upload.contents, checksum.value == upload.checksum else {
            throw changed("its bytes are other ones")
        }
        return checksum
    }

    private func changed(_ how: String) -> ClientError {
        ClientError(
            .sourceChanged,
            "“\(filename)” is not what it was when its upload began: \(how). Upload it anew.")
    }
}
