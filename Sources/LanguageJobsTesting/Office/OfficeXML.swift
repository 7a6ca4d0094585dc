import Foundation

/// Goes through a part of an Office document: its elements by their local names, and its text.
struct OfficeXML {
    enum Event: Equatable {
        /// The attributes are named as they are written, with their prefixes.
        case start(String, [String: String])
        case end(String)
        case text(String)
    }

    private var reader: XMLReader
    /// The element without content that has begun and not ended yet.
    private var empty: String?

    init(_ data: Data) throws(XLIFFError) {
        let encoding = try XMLEncoding(of: data)
        reader = try XMLReader(encoding.decoded(data), encoding: encoding)
    }

    /// The next event; `nil` after the end of a well-formed part.
    mutating func next() throws(XLIFFError) -> Event? {
        if let name = empty {
            empty = nil
            return .end(name)
        }
        while let token = try reader.next() {
            let bytes = reader.scanner.bytes
            switch token.kind {
            case .startTag, .emptyTag:
                let name = localName(token)
                if token.kind == .emptyTag { empty = name }
                return .start(name, attributes)
            case .endTag: return .end(localName(token))
            case .text: return .text(XMLText.decoded(bytes, token.range))
            case .cdata: return .text(XMLText.decodedVerbatim(bytes, token.name))
            case .declaration, .documentType, .comment, .instruction: continue
            }
        }
        return nil
    }

    /// Passes over the rest of the element that has just begun.
    mutating func skip() throws(XLIFFError) {
        var depth = 1
        while depth > 0, let event = try next() {
            switch event {
            case .start: depth += 1
            case .end: depth -= 1
            case .text: continue
            }
        }
    }

    private func localName(_ token: XMLToken) -> String {
        reader.scanner.text(of: XMLQualifiedName(token.name, in: reader.scanner.bytes).local)
    }

    private var attributes: [String: String] {
        let scanner = reader.scanner
        return scanner.attributes.reduce(into: [:]) { all, attribute in
            all[scanner.text(of: attribute.name)] = XMLText.decoded(scanner.bytes, attribute.value)
        }
    }
}
