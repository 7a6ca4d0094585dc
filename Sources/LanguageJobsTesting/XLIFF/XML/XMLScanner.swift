/// Cuts UTF-8 bytes into the tokens of XML and checks each by itself; that they nest is `XMLReader`'s work.
///
/// Foundation's parser reports what a text means. This one also reports where each piece stands, so that a
/// writer can put back every byte it was not asked to change.
struct XMLScanner {
    let bytes: [UInt8]
    /// Where the text to scan ends.
    let end: Int
    var position: Int
    /// The attributes of the last start tag, or the pseudo attributes of the declaration.
    private(set) var attributes: [XMLAttribute] = []

    private static let attributeLimit = 128

    init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        position = range.lowerBound
        end = range.upperBound
    }

    /// The next token, or `nil` at the end.
    mutating func next() throws(XLIFFError) -> XMLToken? {
        guard position < end else { return nil }
        let start = position
        guard bytes[start] == XMLByte.lessThan else { return try text() }
        guard start + 1 < end else { throw truncated("a tag", from: start) }
        switch bytes[start + 1] {
        case XMLByte.slash: return try endTag()
        case XMLByte.question: return try instruction()
        case XMLByte.exclamation: return try markedSection()
        default: return try startTag()
        }
    }

    // MARK: Tokens

    private mutating func text() throws(XLIFFError) -> XMLToken {
        let start = position
        while position < end, bytes[position] != XMLByte.lessThan {
            if bytes[position] == XMLByte.ampersand {
                try reference()
            } else if bytes[position] == XMLByte.closeBracket, matches("]]>") {
                throw failure(
                    at: position, "\"]]>\" stands outside of a CDATA section. Write it as \"]]&gt;\".")
            } else {
                position += 1
            }
        }
        return token(.text, from: start)
    }

    private mutating func startTag() throws(XLIFFError) -> XMLToken {
        let start = position
        position += 1
        let name = try name(of: "an element")
        attributes.removeAll(keepingCapacity: true)
        while true {
            let isSeparated = skipWhitespace()
            guard position < end else { throw truncated("a tag", from: start) }
            switch bytes[position] {
            case XMLByte.greaterThan:
                position += 1
                return token(.startTag, from: start, name: name)
            case XMLByte.slash:
                try expect("/>", within: "a tag", from: start)
                return token(.emptyTag, from: start, name: name)
            default:
                guard isSeparated else {
                    throw failure(
                        at: position, "Unexpected \(character(at: position)) in the tag \(text(of: name)).")
                }
                try attribute(from: start)
            }
        }
    }

    private mutating func endTag() throws(XLIFFError) -> XMLToken {
        let start = position
        position += 2
        let name = try name(of: "an element")
        skipWhitespace()
        try expect(">", within: "an end tag", from: start)
        return token(.endTag, from: start, name: name)
    }

    private mutating func instruction() throws(XLIFFError) -> XMLToken {
        let start = position
        position += 2
        let target = text(of: try name(of: "a processing instruction"))
        if target == "xml" { return try declaration(from: start) }
        guard target.lowercased() != "xml", !target.contains(":") else {
            throw failure(at: start, "\"\(target)\" cannot name a processing instruction. Remove it.")
        }
        guard matches("?>") || skipWhitespace() || position >= end else {
            throw failure(at: position, "A space is missing after <?\(target).")
        }
        try skip(through: "?>", within: "a processing instruction", from: start)
        return token(.instruction, from: start)
    }

    private mutating func declaration(from start: Int) throws(XLIFFError) -> XMLToken {
        attributes.removeAll(keepingCapacity: true)
        while true {
            let isSeparated = skipWhitespace()
            guard position < end else { throw truncated("the XML declaration", from: start) }
            if bytes[position] == XMLByte.question {
                try expect("?>", within: "the XML declaration", from: start)
                return token(.declaration, from: start)
            }
            guard isSeparated else {
                throw failure(at: position, "Unexpected \(character(at: position)) in the XML declaration.")
            }
            try attribute(from: start)
        }
    }

    private mutating func markedSection() throws(XLIFFError) -> XMLToken {
        let start = position
        if matches("<!--") {
            position += 4
            try skip(through: "--", within: "a comment", from: start)
            guard position >= end || bytes[position] == XMLByte.greaterThan else {
                throw failure(at: position, "\"--\" stands inside a comment. Remove one hyphen.")
            }
            try expect(">", within: "a comment", from: start)
            return token(.comment, from: start)
        }
        if matches("<![CDATA[") {
            position += 9
            let content = position
            try skip(through: "]]>", within: "a CDATA section", from: start)
            return token(.cdata, from: start, name: content..<(position - 3))
        }
        if matches("<!DOCTYPE") {
            try skipDocumentType()
            return token(.documentType, from: start)
        }
        let isCut = ["<!--", "<![CDATA[", "<!DOCTYPE"].contains { $0.utf8.starts(with: bytes[start..<end]) }
        guard !isCut else { throw truncated("a tag", from: start) }
        throw failure(
            at: start, "\"<!\" begins neither a comment nor a CDATA section. Write \"<\" as \"&lt;\".")
    }

    // MARK: Parts

    private mutating func attribute(from start: Int) throws(XLIFFError) {
        guard attributes.count < Self.attributeLimit else {
            throw failure(
                .limitExceeded, at: start, "An element has more than \(Self.attributeLimit) attributes.")
        }
        let name = try name(of: "an attribute")
        skipWhitespace()
        try expect("=", within: "a tag", from: start)
        skipWhitespace()
        guard position < end else { throw truncated("a tag", from: start) }
        let quote = bytes[position]
        guard quote == XMLByte.quote || quote == XMLByte.apostrophe else {
            throw failure(at: position, "The value of \(text(of: name)) is not in quotes.")
        }
        position += 1
        let content = position
        while position < end, bytes[position] != quote {
            switch bytes[position] {
            case XMLByte.ampersand: try reference()
            case XMLByte.lessThan:
                throw failure(at: position, "\"<\" stands in the value of \(text(of: name)). Write \"&lt;\".")
            default: position += 1
            }
        }
        guard position < end else { throw truncated("the value of \(text(of: name))", from: start) }
        attributes.append(XMLAttribute(name: name, value: content..<position))
        position += 1
    }

    private mutating func reference() throws(XLIFFError) {
        do {
            position = try XMLReference(in: bytes, at: position, limit: end).end
        } catch {
            switch error {
            case .unterminated:
                throw failure(at: position, "\"&\" begins no reference. Write it as \"&amp;\".")
            case .undeclared(let name):
                throw failure(
                    at: position, "The entity &\(name); is not one of XML's own. Write the character itself.")
            case .forbidden:
                throw failure(at: position, "A character reference names no character of XML. Remove it.")
            }
        }
    }
}
