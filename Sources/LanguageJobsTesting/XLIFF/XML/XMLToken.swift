/// A piece of an XML text, as ranges into its bytes: nothing is copied until somebody asks for it.
struct XMLToken {
    enum Kind {
        case declaration
        case documentType
        case startTag
        case emptyTag
        case endTag
        case text
        case cdata
        case comment
        case instruction
    }

    let kind: Kind
    /// The whole token with its delimiters.
    let range: Range<Int>
    /// The qualified name of a tag, the content of a CDATA section, empty for every other kind.
    let name: Range<Int>
}

/// An attribute as ranges into the bytes of its text; the value is without its quotes.
struct XMLAttribute {
    let name: Range<Int>
    let value: Range<Int>
}
