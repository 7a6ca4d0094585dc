/// The content of a source or a target: text, and the inline tags in it.
///
/// ```swift
/// for piece in segment.source.pieces {
///     switch piece {
///     case .text(let text): print(text)          // Save & close
///     case .tag(let tag): print(tag.raw)         // <g id="1">
///     }
/// }
/// ```
public struct XLIFFContent: Hashable, Sendable {
    /// A run of text or a tag.
    public enum Piece: Hashable, Sendable {
        /// Text as a reader sees it: references resolved, CDATA sections opened, line ends as line feeds.
        case text(String)
        /// A tag, which is kept as it is.
        case tag(XLIFFInlineTag)
    }

    /// The pieces in the order of the document; no text is empty and no two texts are neighbours.
    public let pieces: [Piece]

    /// Creates content; empty texts are left out and neighbouring texts joined.
    public init(_ pieces: [Piece]) {
        var joined: [Piece] = []
        for piece in pieces {
            switch (piece, joined.last) {
            case (.text(""), _): break
            case (.text(let text), .text(let earlier)): joined[joined.count - 1] = .text(earlier + text)
            default: joined.append(piece)
            }
        }
        self.pieces = joined
    }

    /// Creates content without tags.
    public init(text: String) {
        self.init([.text(text)])
    }

    /// The text without the tags.
    public var plainText: String {
        pieces.reduce(into: "") { text, piece in
            if case .text(let run) = piece { text += run }
        }
    }

    /// The tags without the text, in order.
    public var tags: [XLIFFInlineTag] {
        pieces.compactMap { piece in
            guard case .tag(let tag) = piece else { return nil }
            return tag
        }
    }
}
