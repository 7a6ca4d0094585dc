import Foundation

/// Takes the value of `file_data` out of a JSON answer while it arrives, and leaves `null` in its place.
///
/// The member is looked for at the root and in `data`. Everything else is left as it came, for a decoder to judge; so what is
/// no JSON is no error here.
struct InlineFileParser {
    private enum Place {
        case outside
        /// In a string that is left as it is: whether the byte before was a backslash, and whether it is a member's name.
        case string(isEscaped: Bool, isName: Bool)
        /// In the file's string.
        case file
    }

    /// What a container is, and what a name in it was last.
    private struct Container {
        let isObject: Bool
        var name = Data()
    }

    private static let member = Data("file_data".utf8)
    private static let envelope = Data("data".utf8)
    private static let longestName = 64

    /// The answer without the file.
    private(set) var rest = Data()
    private var place = Place.outside
    private var containers: [Container] = []
    /// Whether the next string is a member's name.
    private var isBeforeName = false
    private var string = JSONStringPieces()
    /// Whether a file came; a second one stays where it is.
    private(set) var isFound = false

    /// Reads the next piece, and gives the file's characters in it.
    ///
    /// - Throws: `JSONStringPieces.Malformed`.
    mutating func consume(_ piece: Data) throws -> Data {
        var text = Data()
        try piece.withUnsafeBytes { bytes in
            var index = 0
            while index < bytes.count {
                if case .file = place {
                    guard try string.read(bytes, from: &index, into: &text) else { break }
                    place = .outside
                } else {
                    step(bytes[index])
                    index += 1
                }
            }
        }
        return text
    }

    private mutating func step(_ byte: UInt8) {
        if case .string(let isEscaped, let isName) = place {
            rest.append(byte)
            let isEnd = byte == UInt8(ascii: "\"") && !isEscaped
            if isName, !isEnd, let last = containers.indices.last,
                containers[last].name.count < Self.longestName
            {
                containers[last].name.append(byte)
            }
            place =
                isEnd
                ? .outside : .string(isEscaped: byte == UInt8(ascii: "\\") && !isEscaped, isName: isName)
            return
        }
        switch byte {
        case UInt8(ascii: "\""):
            if isBeforeName, let last = containers.indices.last {
                containers[last].name.removeAll()
            } else if isAtFile {
                isFound = true
                place = .file
                rest.append(contentsOf: Array("null".utf8))
                return
            }
            place = .string(isEscaped: false, isName: isBeforeName)
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            isBeforeName = byte == UInt8(ascii: "{")
            containers.append(Container(isObject: isBeforeName))
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            isBeforeName = false
            _ = containers.popLast()
        case UInt8(ascii: ","):
            isBeforeName = containers.last?.isObject ?? false
        case UInt8(ascii: ":"):
            isBeforeName = false
        default:
            break
        }
        rest.append(byte)
    }

    /// Whether a string that begins here is the file.
    private var isAtFile: Bool {
        guard !isFound, containers.last?.name == Self.member, containers.last?.isObject == true else {
            return false
        }
        return containers.count == 1
            || containers.count == 2 && containers[0].isObject && containers[0].name == Self.envelope
    }
}
