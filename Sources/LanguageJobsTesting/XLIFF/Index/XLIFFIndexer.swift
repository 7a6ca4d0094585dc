/// Walks through a document once and notes where its segments stand.
struct XLIFFIndexer {
    private var reader: XMLReader
    private var index = XLIFFIndex()
    /// The namespace of the root, which every XLIFF element shares.
    private var namespace: [UInt8] = []
    private var roles: [XLIFFRole] = []
    private var rootLanguages = XLIFFIndex.File()
    private var unitsInFile = 0
    private var segmentsInUnit = 0
    private var identifiers = XLIFFIdentifiers()
    private var draft = SegmentDraft()
    private var openContent: XMLToken?

    /// The segment that is being read.
    private struct SegmentDraft {
        var tag = 0..<0
        var id: Range<Int>?
        var source: XLIFFIndex.Element?
        var target: XLIFFIndex.Element?
        var insertion = 0
    }

    private init(_ bytes: [UInt8], encoding: XMLEncoding) throws(XLIFFError) {
        reader = try XMLReader(bytes, encoding: encoding)
    }

    /// The index of a whole document.
    static func index(_ bytes: [UInt8], encoding: XMLEncoding) throws(XLIFFError) -> XLIFFIndex {
        var indexer = try XLIFFIndexer(bytes, encoding: encoding)
        while let token = try indexer.reader.next() {
            switch token.kind {
            case .startTag: try indexer.open(token)
            case .endTag: try indexer.close(token)
            case .emptyTag:
                try indexer.open(token)
                try indexer.close(token)
            case .declaration, .documentType, .text, .cdata, .comment, .instruction: break
            }
        }
        return indexer.index
    }

    // MARK: Elements

    private mutating func open(_ token: XMLToken) throws(XLIFFError) {
        let role = try role(of: token)
        roles.append(role)
        switch role {
        case .file: openFile()
        case .unit:
            openUnit(token)
            if index.family == .one { openSegment(token) }
        case .segment: openSegment(token)
        case .source, .segmentedSource, .target, .note: openContent = token
        case .root, .container, .notes, .other: break
        }
    }

    private mutating func close(_ token: XMLToken) throws(XLIFFError) {
        guard let role = roles.popLast() else { return }
        if roles.last == .unit { index.units[index.units.count - 1].lastChildEnd = token.range.upperBound }
        switch role {
        case .source:
            guard draft.source == nil else { throw doubled(token) }
            draft.source = element(endingWith: token)
            draft.insertion = token.range.upperBound
        case .segmentedSource:
            draft.insertion = token.range.upperBound
        case .target:
            guard draft.target == nil else { throw doubled(token) }
            draft.target = element(endingWith: token)
        case .note:
            index.notes.append(element(endingWith: token).content)
        case .unit:
            if index.family == .one { try closeSegment() }
            let last = index.units.count - 1
            index.units[last].notes = index.units[last].notes.lowerBound..<index.notes.count
        case .segment: try closeSegment()
        case .root, .file, .container, .notes, .other: break
        }
    }

    private mutating func role(of token: XMLToken) throws(XLIFFError) -> XLIFFRole {
        guard let parent = roles.last else {
            try openRoot(token)
            return .root
        }
        guard parent != .other, currentNamespace.elementsEqual(namespace) else { return .other }
        return parent.child(localName(of: token), index.family)
    }

    private mutating func openRoot(_ token: XMLToken) throws(XLIFFError) {
        let name = localName(of: token)
        guard name == "xliff" else {
            throw failure(
                .notXLIFF, token, "The root element is <\(name)>, not <xliff>. Send an XLIFF document.")
        }
        guard let version = attribute("version") else {
            throw failure(
                .unsupportedVersion, token, "<xliff> has no version. Add version=\"1.2\" or \"2.0\".")
        }
        guard let family = XLIFFFamily(version: version) else {
            throw failure(
                .unsupportedVersion, token,
                "XLIFF \(version) is not supported. Convert the document to one of \(XLIFFFamily.supported).")
        }
        namespace = [UInt8](currentNamespace)
        let uri = String(decoding: namespace, as: UTF8.self)
        guard family.accepts(namespace: uri) else {
            throw failure(
                .notXLIFF, token,
                "<xliff version=\"\(version)\"> is in the namespace \"\(uri)\". Correct one of them.")
        }
        index.version = version
        index.family = family
        rootLanguages = XLIFFIndex.File(
            sourceLanguage: attribute("srcLang"), targetLanguage: attribute("trgLang"))
    }

    private mutating func openFile() {
        unitsInFile = 0
        identifiers = XLIFFIdentifiers()
        switch index.family {
        case .one:
            index.files.append(
                XLIFFIndex.File(
                    sourceLanguage: attribute("source-language"), targetLanguage: attribute("target-language")
                ))
        case .two: index.files.append(rootLanguages)
        }
    }

    private mutating func openUnit(_ token: XMLToken) {
        unitsInFile += 1
        segmentsInUnit = 0
        let unit = XLIFFIndex.Unit(
            file: index.files.count - 1, id: attributeRange("id"), ordinal: unitsInFile,
            contentStart: token.range.upperBound, lastChildEnd: token.range.upperBound,
            notes: index.notes.count..<index.notes.count)
        index.units.append(unit)
    }

    private mutating func openSegment(_ token: XMLToken) {
        segmentsInUnit += 1
        draft = SegmentDraft(tag: token.range, id: index.family == .two ? attributeRange("id") : nil)
    }

    private mutating func closeSegment() throws(XLIFFError) {
        guard let source = draft.source else {
            throw reader.scanner.failure(
                .invalidStructure, at: draft.tag.lowerBound,
                "The <\(roles.last == .unit ? "segment" : index.family.unitName)> has no <source>. Add it.")
        }
        let segment = XLIFFIndex.Segment(
            unit: index.units.count - 1, id: draft.id, ordinal: segmentsInUnit, duplicate: 0, source: source,
            target: draft.target, insertion: draft.insertion)
        index.segments.append(segment)
        identifiers.distinguishLastSegment(of: &index, reader.scanner.bytes)
    }

    // MARK: Reading

    private func element(endingWith token: XMLToken) -> XLIFFIndex.Element {
        let tag = openContent?.range ?? token.range
        let isEmptyTag = token.kind == .emptyTag
        let content = isEmptyTag ? tag.upperBound..<tag.upperBound : tag.upperBound..<token.range.lowerBound
        return XLIFFIndex.Element(tag: tag, content: content, isEmptyTag: isEmptyTag)
    }

    private var currentNamespace: ArraySlice<UInt8> {
        guard case .uri(let range) = reader.namespace else { return [] }
        return reader.scanner.bytes[range]
    }

    private func localName(of token: XMLToken) -> String {
        let bytes = reader.scanner.bytes
        return reader.scanner.text(of: XMLQualifiedName(token.name, in: bytes).local)
    }

    private func attributeRange(_ name: String) -> Range<Int>? {
        reader.scanner.attributes.first { reader.scanner.bytes[$0.name].elementsEqual(name.utf8) }?.value
    }

    private func attribute(_ name: String) -> String? {
        attributeRange(name).map { XMLText.decoded(reader.scanner.bytes, $0) }
    }

    private func failure(_ reason: XLIFFError.Reason, _ token: XMLToken, _ message: String) -> XLIFFError {
        reader.scanner.failure(reason, at: token.range.lowerBound, message)
    }

    private func doubled(_ token: XMLToken) -> XLIFFError {
        failure(
            .invalidStructure, token, "A second <\(localName(of: token))> stands in one segment. Remove it.")
    }
}
