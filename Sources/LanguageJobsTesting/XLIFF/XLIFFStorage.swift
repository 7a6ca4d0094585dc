/// The bytes of a document and where its parts are in them; shared by every copy of it, never changed.
final class XLIFFStorage: Sendable {
    /// The text in UTF-8, with its byte order mark if it has one.
    let bytes: [UInt8]
    let encoding: XMLEncoding
    let index: XLIFFIndex

    init(bytes: [UInt8], encoding: XMLEncoding, index: XLIFFIndex) {
        self.bytes = bytes
        self.encoding = encoding
        self.index = index
    }

    func content(_ element: XLIFFIndex.Element) -> XLIFFContent {
        XLIFFContent(bytes, element.content, index.family)
    }

    func content(_ replacement: [UInt8]) -> XLIFFContent {
        XLIFFContent(replacement, 0..<replacement.count, index.family)
    }
}
