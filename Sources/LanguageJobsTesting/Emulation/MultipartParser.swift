import Foundation

/// Reads a `multipart/form-data` body piece by piece, wherever the pieces are cut (RFC 2046, RFC 7578).
///
/// It holds no more than one piece and a delimiter, or one part's header. It is strict: what a client must not send
/// is an error that says where.
struct MultipartParser {
    /// What the body consists of, in order.
    enum Event {
        /// A part begins.
        case part(MultipartPartHeader)
        /// Bytes of the part that began last.
        case bytes(Data)
        /// The part's last byte has been given.
        case partEnd
    }

    /// The most bytes of one part's header.
    static let headerLimit = 16 << 10

    private enum Place {
        case opening
        case afterDelimiter
        case header
        case content
        case epilogue
    }

    private let delimiter: Data
    private var place = Place.opening
    private var buffer = Data()

    /// - Parameter boundary: The boundary of the content type, without dashes.
    init(boundary: String) throws {
        guard (1...70).contains(boundary.utf8.count), boundary.last != " ",
            boundary.utf8.allSatisfy({ Self.boundaryBytes.contains($0) })
        else { throw MultipartError("the boundary has to be 1 to 70 of the characters that RFC 2046 allows") }
        delimiter = Data("\r\n--\(boundary)".utf8)
        // The first delimiter may stand at the very start: as if the line before it had ended.
        buffer = Data("\r\n".utf8)
    }

    private static let boundaryBytes = Set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'()+_,-./:=? ".utf8)

    /// The number of bytes that are held back.
    var held: Int { buffer.count }

    /// Reads the next piece.
    mutating func consume(_ piece: Data, _ emit: (Event) throws -> Void) throws {
        buffer.append(piece)
        while try step(emit) {}
    }

    /// Says that no more pieces come.
    func finish() throws {
        switch place {
        case .epilogue:
            guard buffer.isEmpty || buffer == Data("\r\n".utf8) else {
                throw MultipartError("there are bytes after the closing delimiter")
            }
        case .opening: throw MultipartError("the body doesn't begin with the boundary")
        case .afterDelimiter, .header: throw MultipartError("the body ends within a part's header")
        case .content: throw MultipartError("the body ends without the closing delimiter")
        }
    }

    /// Takes one step; `false` when more bytes are needed.
    private mutating func step(_ emit: (Event) throws -> Void) throws -> Bool {
        switch place {
        case .opening: return try open()
        case .afterDelimiter: return try decide()
        case .header: return try readHeader(emit)
        case .content: return try readContent(emit)
        case .epilogue:
            guard buffer.count <= 2 else {
                throw MultipartError("there are bytes after the closing delimiter")
            }
            return false
        }
    }

    private mutating func open() throws -> Bool {
        let known = min(buffer.count, delimiter.count)
        guard buffer.prefix(known) == delimiter.prefix(known) else {
            throw MultipartError("the body doesn't begin with the boundary")
        }
        guard known == delimiter.count else { return false }
        drop(known)
        place = .afterDelimiter
        return true
    }

    private mutating func decide() throws -> Bool {
        guard buffer.count >= 2 else { return false }
        let next = buffer.prefix(2)
        drop(2)
        switch next {
        case Data("\r\n".utf8): place = .header
        case Data("--".utf8): place = .epilogue
        default: throw MultipartError("a delimiter is followed by neither a line break nor two dashes")
        }
        return true
    }

    private mutating func readHeader(_ emit: (Event) throws -> Void) throws -> Bool {
        guard let end = buffer.firstRange(of: Data("\r\n\r\n".utf8)) else {
            guard buffer.count <= Self.headerLimit else { throw Self.headerTooLong }
            return false
        }
        guard end.lowerBound - buffer.startIndex <= Self.headerLimit else { throw Self.headerTooLong }
        let header = try MultipartPartHeader(buffer[..<end.lowerBound])
        drop(end.upperBound - buffer.startIndex)
        try emit(.part(header))
        place = .content
        return true
    }

    private mutating func readContent(_ emit: (Event) throws -> Void) throws -> Bool {
        let (content, found) = nextContent()
        if content > 0 {
            try emit(.bytes(Data(buffer.prefix(content))))
        }
        drop(content + (found ? delimiter.count : 0))
        guard found else { return false }
        try emit(.partEnd)
        place = .afterDelimiter
        return true
    }

    /// How many bytes in front are content for certain, and whether a delimiter follows them.
    private func nextContent() -> (count: Int, found: Bool) {
        buffer.withUnsafeBytes { bytes in
            delimiter.withUnsafeBytes { delimiter in
                guard let base = bytes.baseAddress, let pattern = delimiter.baseAddress else {
                    return (0, false)
                }
                var start = 0
                while start < bytes.count, let hit = memchr(base + start, 0x0D, bytes.count - start) {
                    let at = base.distance(to: UnsafeRawPointer(hit))
                    let known = min(delimiter.count, bytes.count - at)
                    if memcmp(base + at, pattern, known) == 0 { return (at, known == delimiter.count) }
                    start = at + 1
                }
                return (bytes.count, false)
            }
        }
    }

    private mutating func drop(_ count: Int) {
        buffer = Data(buffer.dropFirst(count))
    }

    private static let headerTooLong = MultipartError("a part's header is longer than \(headerLimit) bytes")
}

/// What is wrong with a `multipart/form-data` body.
struct MultipartError: Error, Equatable {
    let message: String

    init(_ message: String) {
        self.message = message
    }
}
