/// The tag of a source or target, taken apart to write one like it.
struct XLIFFTag {
    private let bytes: [UInt8]
    private let range: Range<Int>
    private let name: XMLQualifiedName
    private let attributes: [XMLAttribute]

    init(_ range: Range<Int>, in bytes: [UInt8]) {
        var scanner = XMLScanner(bytes, range)
        let token = (try? scanner.next()) ?? nil
        self.bytes = bytes
        self.range = range
        name = XMLQualifiedName(token?.name ?? 0..<0, in: bytes)
        attributes = scanner.attributes
    }

    /// A name with the same prefix.
    func qualifiedName(local: String) -> String {
        name.prefix.isEmpty ? local : "\(text(name.prefix)):\(local)"
    }

    /// The attributes that a target next to this source needs too: namespaces that its tags may use, and
    /// `xml:space`, which 2.x wants equal on both.
    var inheritedAttributes: String {
        attributes.reduce(into: "") { result, attribute in
            let name = text(attribute.name)
            guard name == "xml:space" || name == "xmlns" || name.hasPrefix("xmlns:") else { return }
            // The value with its quotes, so that it needs no escaping.
            result += " \(name)=\(text((attribute.value.lowerBound - 1)..<(attribute.value.upperBound + 1)))"
        }
    }

    /// The `/>` of an empty tag, with the white space before it.
    var emptyTagMark: Range<Int> {
        var start = range.upperBound - 2
        while XMLByte.isWhitespace(bytes[start - 1]) { start -= 1 }
        return start..<range.upperBound
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
