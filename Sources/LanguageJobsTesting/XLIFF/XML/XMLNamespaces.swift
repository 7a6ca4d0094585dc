/// The namespace declarations in scope, innermost last.
struct XMLNamespaces {
    private struct Binding {
        let prefix: Range<Int>
        let uri: Range<Int>
    }

    /// What looking up a prefix finds.
    enum Lookup: Equatable {
        case none
        case uri(Range<Int>)
        /// The prefix `xml`, which is bound without a declaration.
        case xml
    }

    private static let limit = 128
    private static let xmlURI = "http://www.w3.org/XML/1998/namespace"

    private var bindings: [Binding] = []

    /// What to hand to `leave(_:)` at the end of an element.
    var mark: Int { bindings.count }

    mutating func leave(_ mark: Int) { bindings.removeSubrange(mark...) }

    /// Takes the declarations of a start tag.
    mutating func enter(_ scanner: XMLScanner) throws(XLIFFError) {
        for attribute in scanner.attributes {
            let name = XMLQualifiedName(attribute.name, in: scanner.bytes)
            let prefix: Range<Int>
            if name.prefix.isEmpty, scanner.bytes[name.local].elementsEqual("xmlns".utf8) {
                prefix = 0..<0
            } else if scanner.bytes[name.prefix].elementsEqual("xmlns".utf8) {
                prefix = name.local
                let (text, uri) = (scanner.text(of: prefix), scanner.text(of: attribute.value))
                guard text != "xmlns", !uri.isEmpty, (text == "xml") == (uri == Self.xmlURI) else {
                    throw scanner.failure(
                        at: attribute.name.lowerBound, "The prefix \(text) cannot be bound to \"\(uri)\".")
                }
            } else {
                continue
            }
            guard bindings.count < Self.limit else {
                throw scanner.failure(
                    .limitExceeded, at: attribute.name.lowerBound,
                    "More than \(Self.limit) namespace declarations are in scope.")
            }
            bindings.append(Binding(prefix: prefix, uri: attribute.value))
        }
    }

    /// The namespace of a prefix; an empty prefix asks for the default namespace.
    func lookup(_ prefix: Range<Int>, in bytes: [UInt8]) -> Lookup {
        if bytes[prefix].elementsEqual("xml".utf8) { return .xml }
        guard let binding = bindings.last(where: { bytes[$0.prefix].elementsEqual(bytes[prefix]) }),
            !binding.uri.isEmpty
        else { return .none }
        return .uri(binding.uri)
    }
}

/// A name cut at its colon.
struct XMLQualifiedName {
    /// Empty where the name has no colon.
    let prefix: Range<Int>
    let local: Range<Int>
    private let hasColon: Bool

    init(_ name: Range<Int>, in bytes: [UInt8]) {
        let colon = bytes[name].firstIndex(of: XMLByte.colon)
        hasColon = colon != nil
        prefix = colon.map { name.lowerBound..<$0 } ?? 0..<0
        local = colon.map { ($0 + 1)..<name.upperBound } ?? name
    }

    /// Whether namespaces allow the name: at most one colon, and a name on both sides of it.
    func isValid(in bytes: [UInt8]) -> Bool {
        guard !hasColon || !prefix.isEmpty, !bytes[local].contains(XMLByte.colon),
            let first = UTF8Sequence(in: bytes, at: local.lowerBound, limit: local.upperBound)
        else { return false }
        return XMLCharacter.isNameStart(first.scalar)
    }
}
