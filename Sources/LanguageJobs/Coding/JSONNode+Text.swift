package import Foundation

extension JSONNode {
    /// The tree as JSON on one line, with sorted members, and with every digit of its numbers.
    ///
    /// - Throws: `EncodingError` for a number that is not finite.
    package func text() throws -> Data {
        var bytes: [UInt8] = []
        try write(to: &bytes)
        return Data(bytes)
    }

    private func write(to bytes: inout [UInt8]) throws {
        switch content {
        case .nothing: bytes += "{}".utf8
        case .gap: bytes += "null".utf8
        case .value(let value): try value.write(to: &bytes)
        case .exact(let text, _): bytes += text.utf8
        case .items(let items):
            bytes.append(UInt8(ascii: "["))
            for (index, item) in items.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                try item.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .members(let members):
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                JSONValue.write(member.key, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                try member.value.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }
}
