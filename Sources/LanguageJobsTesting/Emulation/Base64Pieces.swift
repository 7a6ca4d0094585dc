import Foundation

/// Decodes Base64 that comes in pieces, wherever they are cut.
///
/// It is strict (RFC 4648, 4): the standard alphabet, padded, with nothing between or behind.
struct Base64Pieces {
    private var rest = Data()
    private var isPadded = false

    /// The bytes of the characters so far that had not been given yet.
    ///
    /// - Throws: ``BodyError``.
    mutating func decode(_ text: Data) throws -> Data {
        guard !text.isEmpty else { return Data() }
        guard !isPadded else { throw Self.malformed }
        rest.append(text)
        let whole = rest.count - rest.count % 4
        guard whole > 0 else { return Data() }
        let characters = Data(rest.prefix(whole))
        rest = Data(rest.dropFirst(whole))
        let padding = characters.suffix(2).count { $0 == UInt8(ascii: "=") }
        // A decoder may end at padding, and overlook bits that no encoder writes.
        guard let bytes = Data(base64Encoded: characters), bytes.count == whole / 4 * 3 - padding,
            padding == 0
                || rest.isEmpty && bytes.suffix(3 - padding).base64EncodedData() == characters.suffix(4)
        else { throw Self.malformed }
        isPadded = padding > 0
        return bytes
    }

    /// Says that no more pieces come.
    func finish() throws {
        guard rest.isEmpty else { throw Self.malformed }
    }

    private static let malformed = BodyError("data must be Base64 in the standard alphabet, padded.")
}
