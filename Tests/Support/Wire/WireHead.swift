package import Foundation

/// A request's head, exactly as the peer spelled it.
package struct WireHead: Sendable, Equatable {
    /// One header field in its original spelling, the value without the white space around it.
    package struct Field: Sendable, Equatable {
        package let name: String
        package let value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The bytes from the method to the empty line, that line included.
    package let raw: Data
    package let method: String
    /// The request target with its query, percent-escapes untouched: `/files?limit=2`.
    package let target: String
    /// In the order in which they came, repeated ones each for itself.
    package let fields: [Field]

    /// The values of every field of that name, whatever its case.
    package func values(for name: String) -> [String] {
        fields.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    }

    static let terminator: [UInt8] = Array("\r\n\r\n".utf8)

    /// - Parameter raw: The head's bytes, the empty line included.
    init(parsing raw: Data) throws {
        let lines = try Self.lines(of: raw)
        let request = lines[0].split(separator: " ", omittingEmptySubsequences: false)
        guard request.count == 3, !request[0].isEmpty, !request[1].isEmpty else {
            throw WireError.malformed("'\(lines[0])' is not 'METHOD target HTTP/1.1'")
        }
        guard request[2] == "HTTP/1.1" else {
            throw WireError.malformed("'\(request[2])' is not HTTP/1.1")
        }
        self.raw = raw
        method = String(request[0])
        target = String(request[1])
        fields = try lines.dropFirst().map(Self.field)
    }

    private static func field(_ line: String) throws -> Field {
        guard let colon = line.firstIndex(of: ":") else {
            throw WireError.malformed("header line '\(line)' has no colon")
        }
        let name = line[..<colon]
        guard !name.isEmpty, !name.contains(where: \.isWhitespace) else {
            throw WireError.malformed("header line '\(line)' is folded or has white space in its name")
        }
        return Field(String(name), line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces))
    }

    // By bytes: a Swift string takes CR LF as one character, and a line end must be exactly these two.
    private static func lines(of raw: Data) throws -> [String] {
        var rest = raw.dropLast(terminator.count)
        var lines: [String] = []
        while let end = rest.firstRange(of: terminator.prefix(2)) {
            lines.append(String(decoding: rest[..<end.lowerBound], as: UTF8.self))
            rest = rest[end.upperBound...]
        }
        lines.append(String(decoding: rest, as: UTF8.self))
        for line in lines where line.utf8.contains(where: { $0 == 0x0D || $0 == 0x0A }) {
            throw WireError.malformed("a line ends in a lone CR or LF: '\(line)'")
        }
        return lines
    }
}
