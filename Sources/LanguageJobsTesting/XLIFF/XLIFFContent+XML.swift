extension XLIFFContent {
    /// Reads content from bytes that are known to be well-formed.
    init(_ bytes: [UInt8], _ range: Range<Int>, _ family: XLIFFFamily) {
        var scanner = XMLScanner(bytes, range)
        var pieces: [Piece] = []
        while let token = (try? scanner.next()) ?? nil {
            switch token.kind {
            case .text: pieces.append(.text(XMLText.decoded(bytes, token.range)))
            case .cdata: pieces.append(.text(XMLText.decodedVerbatim(bytes, token.name)))
            case .startTag:
                let isOpaque = family.isOpaque(scanner.localName(of: token))
                let end = isOpaque ? scanner.skipElement() : token.range.upperBound
                pieces.append(scanner.tag(isOpaque ? .standalone : .opening, token, end: end))
            case .endTag: pieces.append(scanner.tag(.closing, token, end: token.range.upperBound))
            case .emptyTag: pieces.append(scanner.tag(.standalone, token, end: token.range.upperBound))
            case .comment, .instruction, .declaration, .documentType:
                pieces.append(scanner.tag(.remark, token, end: token.range.upperBound))
            }
        }
        self.init(pieces)
    }

    /// The content as XML in UTF-8.
    func encoded() -> [UInt8] {
        pieces.reduce(into: []) { bytes, piece in
            switch piece {
            case .text(let text): XMLText.appendEscaped(text, to: &bytes)
            case .tag(let tag): bytes.append(contentsOf: tag.raw.utf8)
            }
        }
    }
}

extension XMLScanner {
    fileprivate func localName(of token: XMLToken) -> String {
        text(of: XMLQualifiedName(token.name, in: bytes).local)
    }

    /// Passes the rest of an element whose start tag was just read.
    fileprivate mutating func skipElement() -> Int {
        var depth = 1
        while depth > 0, let token = (try? next()) ?? nil {
            if token.kind == .startTag { depth += 1 }
            if token.kind == .endTag { depth -= 1 }
        }
        return position
    }

    fileprivate func tag(_ kind: XLIFFInlineTag.Kind, _ token: XMLToken, end: Int) -> XLIFFContent.Piece {
        .tag(XLIFFInlineTag(kind: kind, raw: text(of: token.range.lowerBound..<end)))
    }
}
