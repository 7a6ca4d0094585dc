/// A tag inside the text of a segment, for example the `<g id="1">` before a bold word or a `<ph id="2"/>`.
///
/// Translations carry the tags of their source along unchanged, so a tag has no initialiser: take it from the
/// source or target of the segment.
public struct XLIFFInlineTag: Hashable, Sendable {
    /// What a tag does to the text around it.
    public enum Kind: Sendable {
        /// Begins a range of text, `<g id="1">`.
        case opening
        /// Ends a range of text, `</g>`.
        case closing
        /// Stands for something by itself, `<x id="1"/>`, or `<ph id="1">…</ph>` with the native code it
        /// holds.
        case standalone
        /// A comment or a processing instruction.
        case remark
    }

    /// What the tag does.
    public let kind: Kind

    /// The tag exactly as the document writes it.
    public let raw: String

    /// The name without its namespace prefix, for example `g`; empty for a remark.
    public var name: String {
        qualifiedName.split(separator: ":").last.map(String.init) ?? ""
    }

    /// The name as written, which an opening and its closing tag share.
    var qualifiedName: Substring {
        guard kind != .remark else { return "" }
        return raw.drop { $0 == "<" || $0 == "/" }.prefix { !$0.isWhitespace && $0 != ">" && $0 != "/" }
    }

    init(kind: Kind, raw: String) {
        self.kind = kind
        self.raw = raw
    }
}
