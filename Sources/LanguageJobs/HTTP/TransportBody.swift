public import Foundation

/// What a request carries.
///
/// Every form can be sent again: a retry reads it from its start.
public enum TransportBody: Sendable {
    /// Nothing.
    case empty
    /// Bytes in memory.
    case bytes(Data)
    /// A file's contents, read while they are sent.
    case file(URL)
    /// Bytes that are produced while they are sent.
    ///
    /// `length` is their exact number; `open` starts them from the beginning, each time it is called. A transport
    /// that can't stream with a known length spools them to a temporary file first.
    case stream(length: Int64, open: @Sendable () throws -> TransportStream)

    /// The number of bytes, where it is known without reading; a file is asked for its size.
    public var length: Int64? {
        switch self {
        case .empty: 0
        case .bytes(let data): Int64(data.count)
        case .file(let url):
            ((try? FileManager.default.attributesOfItem(atPath: url.resolvingSymlinksInPath().path)[.size])
                as? NSNumber)?.int64Value
        case .stream(let length, _): length
        }
    }

    /// Starts the bytes from the beginning, in bounded memory.
    ///
    /// - Throws: ``TransportFailure`` with `.bodyUnreadable` when a file can't be opened.
    public func open() throws -> TransportStream {
        switch self {
        case .empty: return .empty
        case .bytes(let data): return TransportStream(data)
        case .file(let url): return try .reading(url)
        case .stream(_, let open): return try open()
        }
    }
}
