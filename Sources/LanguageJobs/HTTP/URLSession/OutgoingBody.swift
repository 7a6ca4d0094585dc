import Foundation

/// A request's body in a form that URLSession can send with a known length and nothing to wait for.
enum OutgoingBody: Sendable {
    case none
    case bytes(Data)
    case file(OutgoingFile)

    /// Bodies up to this size stay in memory.
    static let memoryLimit = 1 << 20

    /// The number of bytes to be sent.
    var length: Int64 {
        switch self {
        case .none: 0
        case .bytes(let data): Int64(data.count)
        case .file(let file): file.length
        }
    }

    /// Opens a body, and writes one that is produced while it is read to a temporary file.
    ///
    /// - Throws: `CancellationError`, and ``TransportFailure`` with `.bodyUnreadable` or `.storageFull`.
    init(_ body: TransportBody, files: TemporaryFiles) async throws {
        switch body {
        case .empty:
            self = .none
        case .bytes(let data):
            self = data.isEmpty ? .none : .bytes(data)
        case .file(let url):
            let file = try OpenFile(reading: url)
            let length = file.length
            let path = url.resolvingSymlinksInPath().path
            self = length == 0 ? .none : .file(OutgoingFile(file: file, length: length, path: path))
        case .stream(let length, let open):
            do {
                self = try await Self.spool(open(), length: length, files: files)
            } catch let error as TransportFailure {
                throw error
            } catch {
                if Task.isCancelled { throw CancellationError() }
                throw TransportFailure(
                    .bodyUnreadable, "The source of the request's body failed.", underlying: error)
            }
        }
    }

    private static func spool(
        _ stream: TransportStream, length: Int64, files: TemporaryFiles
    ) async throws -> OutgoingBody {
        let storage = length > memoryLimit ? try files.makeFile(isNamed: OutgoingFile.needsName) : nil
        var memory = Data()
        var count: Int64 = 0
        for try await chunk in stream {
            try Task.checkCancellation()
            guard count + Int64(chunk.count) <= length else { throw wrongLength(length, "more") }
            if let storage {
                do {
                    try storage.file.write(chunk, at: count)
                } catch {
                    throw files.failure(error)
                }
            } else {
                memory.append(chunk)
            }
            count += Int64(chunk.count)
        }
        try Task.checkCancellation()
        guard count == length else { throw wrongLength(length, "only \(count)") }
        if let storage {
            return .file(OutgoingFile(file: storage.file, length: length, path: storage.path, owner: storage))
        }
        return memory.isEmpty ? .none : .bytes(memory)
    }

    private static func wrongLength(_ length: Int64, _ actual: String) -> TransportFailure {
        TransportFailure(
            .bodyUnreadable,
            "The request's body was announced with \(length) bytes, but its source gave \(actual).")
    }
}

/// A file that is being sent.
struct OutgoingFile: Sendable {
    /// Whether URLSession opens the file itself.
    static var needsName: Bool {
        #if canImport(FoundationNetworking)
        false
        #else
        true
        #endif
    }

    var file: OpenFile
    /// The number of bytes to be sent, as it was when the file was opened.
    var length: Int64
    var path: String?
    /// What keeps a temporary file.
    var owner: TemporaryFile?
}
