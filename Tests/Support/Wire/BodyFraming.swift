import Foundation

/// How the end of a request's body is found.
enum BodyFraming: Sendable, Equatable {
    case none
    case length(Int)
    case chunked

    /// Refuses what two readers could frame differently: that is how requests are smuggled.
    init(of head: WireHead) throws {
        let lengths = head.values(for: "Content-Length")
        let codings = head.values(for: "Transfer-Encoding")
        if !lengths.isEmpty, !codings.isEmpty {
            throw WireError.malformed("Content-Length \(lengths) and Transfer-Encoding \(codings) at once")
        }
        if lengths.count > 1 {
            throw WireError.malformed("more than one Content-Length: \(lengths)")
        }
        if let text = lengths.first {
            guard let length = Int(text), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
                throw WireError.malformed("Content-Length '\(text)' is not a number of bytes")
            }
            self = length == 0 ? .none : .length(length)
        } else if codings.isEmpty {
            self = .none
        } else if codings.map({ $0.lowercased() }) == ["chunked"] {
            self = .chunked
        } else {
            throw WireError.malformed("Transfer-Encoding \(codings) is not 'chunked'")
        }
    }

    /// The size in a chunk's first line, which may carry extensions after a semicolon.
    static func chunkSize(_ line: String) throws -> Int {
        let digits = line.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces)
        guard digits.allSatisfy(\.isHexDigit), let size = Int(digits, radix: 16) else {
            throw WireError.malformed("'\(line)' is not a chunk size")
        }
        return size
    }
}
