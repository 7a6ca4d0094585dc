/// Reads an XML document token by token and refuses what is not well-formed, in linear time and without
/// recursion.
struct XMLReader {
    private(set) var scanner: XMLScanner
    /// The namespace of the element whose tag was read last.
    private(set) var namespace = XMLNamespaces.Lookup.none

    private struct OpenElement {
        let name: Range<Int>
        let tag: Int
        let namespaceMark: Int
    }

    /// libxml2 has the same limit; documents that people write stay far below it.
    private static let depthLimit = 256

    private var open: [OpenElement] = []
    private var namespaces = XMLNamespaces()
    private var hasRoot = false
    private let encoding: XMLEncoding
    private let start: Int

    /// Creates a reader of a whole document.
    /// - Parameter bytes: The text as UTF-8, with its byte order mark if it has one.
    init(_ bytes: [UInt8], encoding: XMLEncoding) throws(XLIFFError) {
        start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        self.encoding = encoding
        scanner = XMLScanner(bytes, start..<bytes.count)
        var position = start
        while position < bytes.count {
            guard let character = UTF8Sequence(in: bytes, at: position, limit: bytes.count) else {
                throw scanner.failure(
                    .unsupportedEncoding, at: position, "The bytes are not UTF-8. Convert the file to UTF-8.")
            }
            guard XMLCharacter.isAllowed(character.scalar) else {
                let code = String(character.scalar.value, radix: 16, uppercase: true)
                throw scanner.failure(at: position, "XML cannot hold the character U+\(code). Remove it.")
            }
            position += character.length
        }
    }

    /// The next token, or `nil` after the end of a complete document.
    mutating func next() throws(XLIFFError) -> XMLToken? {
        guard let token = try scanner.next() else {
            try checkEnd()
            return nil
        }
        switch token.kind {
        case .startTag, .emptyTag: try enter(token)
        case .endTag: try leave(token)
        case .declaration: try checkDeclaration(token)
        case .documentType:
            guard !hasRoot else {
                throw scanner.failure(
                    at: token.range.lowerBound, "<!DOCTYPE stands after the root element begins.")
            }
        case .text:
            guard !open.isEmpty || scanner.bytes[token.range].allSatisfy(XMLByte.isWhitespace) else {
                let what =
                    hasRoot ? "Text stands after the root element." : "Text stands before the root element."
                throw scanner.failure(hasRoot ? .notWellFormed : .notXLIFF, at: token.range.lowerBound, what)
            }
        case .cdata:
            guard !open.isEmpty else {
                throw scanner.failure(
                    at: token.range.lowerBound, "A CDATA section stands outside of the root element.")
            }
        case .comment, .instruction: break
        }
        return token
    }

    private mutating func enter(_ token: XMLToken) throws(XLIFFError) {
        guard !open.isEmpty || !hasRoot else {
            throw scanner.failure(at: token.range.lowerBound, "A second root element begins. Remove it.")
        }
        guard open.count < Self.depthLimit else {
            throw scanner.failure(
                .limitExceeded, at: token.range.lowerBound,
                "Elements are nested deeper than \(Self.depthLimit).")
        }
        hasRoot = true
        let mark = namespaces.mark
        try namespaces.enter(scanner)
        namespace = try resolve(token.name, defaultApplies: true)
        try checkAttributes()
        if token.kind == .emptyTag {
            namespaces.leave(mark)
        } else {
            open.append(OpenElement(name: token.name, tag: token.range.lowerBound, namespaceMark: mark))
        }
    }

    private mutating func leave(_ token: XMLToken) throws(XLIFFError) {
        guard let element = open.popLast() else {
            throw scanner.failure(
                at: token.range.lowerBound, "</\(scanner.text(of: token.name))> closes nothing. Remove it.")
        }
        guard scanner.bytes[element.name].elementsEqual(scanner.bytes[token.name]) else {
            let (opened, closed) = (scanner.text(of: element.name), scanner.text(of: token.name))
            let line = XMLLine.number(at: element.tag, in: scanner.bytes)
            throw scanner.failure(
                at: token.range.lowerBound, "</\(closed)> stands where </\(opened)> of line \(line) belongs.")
        }
        namespaces.leave(element.namespaceMark)
    }

    private func resolve(_ name: Range<Int>, defaultApplies: Bool) throws(XLIFFError) -> XMLNamespaces.Lookup
    {
        let qualified = XMLQualifiedName(name, in: scanner.bytes)
        guard qualified.isValid(in: scanner.bytes) else {
            throw scanner.failure(
                at: name.lowerBound, "\"\(scanner.text(of: name))\" has a colon in the wrong place.")
        }
        guard !qualified.prefix.isEmpty || defaultApplies else { return .none }
        let found = namespaces.lookup(qualified.prefix, in: scanner.bytes)
        guard found != .none || qualified.prefix.isEmpty else {
            let prefix = scanner.text(of: qualified.prefix)
            throw scanner.failure(
                at: name.lowerBound, "The prefix \(prefix) is not declared. Add xmlns:\(prefix)=\"…\".")
        }
        return found
    }

    private func checkAttributes() throws(XLIFFError) {
        let bytes = scanner.bytes
        for (index, attribute) in scanner.attributes.enumerated() {
            let name = XMLQualifiedName(attribute.name, in: bytes)
            let isDeclaration = bytes[name.prefix].elementsEqual("xmlns".utf8)
            let namespace = isDeclaration ? .none : try resolve(attribute.name, defaultApplies: false)
            guard !isDeclaration || name.isValid(in: bytes) else {
                throw scanner.failure(
                    at: attribute.name.lowerBound,
                    "\"\(scanner.text(of: attribute.name))\" declares no prefix.")
            }
            for earlier in scanner.attributes[..<index] {
                let other = XMLQualifiedName(earlier.name, in: bytes)
                guard bytes[other.local].elementsEqual(bytes[name.local]) else { continue }
                let isSame =
                    bytes[earlier.name].elementsEqual(bytes[attribute.name])
                    || isSameNamespace(namespace, namespaces.lookup(other.prefix, in: bytes), other)
                guard !isSame else {
                    throw scanner.failure(
                        at: attribute.name.lowerBound,
                        "The attribute \(scanner.text(of: attribute.name)) stands twice.")
                }
            }
        }
    }

    private func isSameNamespace(
        _ first: XMLNamespaces.Lookup, _ second: XMLNamespaces.Lookup, _ other: XMLQualifiedName
    ) -> Bool {
        guard !other.prefix.isEmpty, case .uri(let one) = first, case .uri(let two) = second else {
            return false
        }
        return scanner.bytes[one].elementsEqual(scanner.bytes[two])
    }

    private func checkDeclaration(_ token: XMLToken) throws(XLIFFError) {
        guard token.range.lowerBound == start else {
            throw scanner.failure(
                at: token.range.lowerBound,
                "<?xml …?> does not stand at the very beginning. Move or remove it.")
        }
        guard let declaration = XMLDeclaration(scanner) else {
            throw scanner.failure(
                at: token.range.lowerBound,
                "The XML declaration is not well-formed. Write <?xml version=\"1.0\" encoding=\"UTF-8\"?>.")
        }
        guard let declared = declaration.encoding, !encoding.matches(declared: declared) else { return }
        throw scanner.failure(
            .unsupportedEncoding, at: token.range.lowerBound,
            "The file says that its encoding is \(declared), which is not true or not supported. "
                + "Convert it to UTF-8.")
    }

    private func checkEnd() throws(XLIFFError) {
        if let element = open.last {
            let name = scanner.text(of: element.name)
            throw scanner.failure(
                .truncated, at: element.tag, "The file ends before </\(name)>. Fetch or export it again.")
        }
        guard hasRoot else {
            throw XLIFFError(.notXLIFF, "The file holds no XML element. Send an XLIFF document.")
        }
    }
}
