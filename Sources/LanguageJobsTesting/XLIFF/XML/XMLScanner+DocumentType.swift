extension XMLScanner {
    /// Passes over `<!DOCTYPE …>`; nothing it names is fetched and nothing it declares is applied.
    ///
    /// Entities are refused rather than ignored: a reader that expands them can be made to use any amount of
    /// memory or to read files, and one that drops them loses text.
    mutating func skipDocumentType() throws(XLIFFError) {
        let start = position
        position += 9
        guard skipWhitespace() else { throw documentTypeFailure(start) }
        _ = try name(of: "a document type")
        skipWhitespace()
        if matches("SYSTEM") {
            position += 6
            try literal(start)
        } else if matches("PUBLIC") {
            position += 6
            let identifier = position
            try literal(start)
            let quoted = bytes[identifier..<position].drop(while: XMLByte.isWhitespace)
            guard quoted.dropFirst().dropLast().allSatisfy(Self.isPublicIdentifierPart) else {
                throw documentTypeFailure(start)
            }
            try literal(start)
        }
        skipWhitespace()
        if position < end, bytes[position] == XMLByte.openBracket {
            position += 1
            try skipInternalSubset(start)
            skipWhitespace()
        }
        try expect(">", within: "the document type", from: start)
    }

    private mutating func literal(_ start: Int) throws(XLIFFError) {
        guard skipWhitespace() || position >= end else { throw documentTypeFailure(start) }
        guard position < end else { throw truncated("the document type", from: start) }
        try skipQuoted(start)
    }

    private mutating func skipQuoted(_ start: Int) throws(XLIFFError) {
        switch bytes[position] {
        case XMLByte.quote:
            position += 1
            try skip(through: "\"", within: "the document type", from: start)
        case XMLByte.apostrophe:
            position += 1
            try skip(through: "'", within: "the document type", from: start)
        default: throw documentTypeFailure(start)
        }
    }

    private mutating func skipInternalSubset(_ start: Int) throws(XLIFFError) {
        while true {
            skipWhitespace()
            guard position < end else { throw truncated("the document type", from: start) }
            if bytes[position] == XMLByte.closeBracket {
                position += 1
                return
            } else if matches("<!ENTITY") || bytes[position] == XMLByte.percent {
                throw failure(
                    .entityDeclaration, at: position,
                    "The document type declares or uses entities, which are never expanded. "
                        + "Write their text in their place and remove the declaration.")
            } else if matches("<!--") || matches("<?") {
                guard try next()?.kind != .declaration else { throw documentTypeFailure(start) }
            } else if matches("<!ELEMENT") || matches("<!ATTLIST") || matches("<!NOTATION") {
                try skipMarkupDeclaration(start)
            } else {
                throw documentTypeFailure(start)
            }
        }
    }

    private mutating func skipMarkupDeclaration(_ start: Int) throws(XLIFFError) {
        while position < end, bytes[position] != XMLByte.greaterThan {
            switch bytes[position] {
            case XMLByte.quote, XMLByte.apostrophe: try skipQuoted(start)
            default: position += 1
            }
        }
        try expect(">", within: "the document type", from: start)
    }

    private static func isPublicIdentifierPart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "-'()+,./:=?;!*#@$_% \r\n".utf8.contains(byte)
        }
    }

    private func documentTypeFailure(_ start: Int) -> XLIFFError {
        failure(at: start, "The document type is not well-formed. XLIFF needs none: remove it.")
    }
}
