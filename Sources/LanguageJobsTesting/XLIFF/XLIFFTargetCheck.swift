/// Whether content can be the target of a segment without breaking the document.
struct XLIFFTargetCheck {
    private let id: String
    private let known: Set<XLIFFInlineTag>

    init(_ segment: XLIFFSegment) {
        id = segment.id
        let original = segment.record.target.map(segment.storage.content)
        known = Set(segment.source.tags + (original?.tags ?? []))
    }

    func check(_ content: XLIFFContent) throws(XLIFFError) {
        var open: [Substring] = []
        for piece in content.pieces {
            switch piece {
            case .text(let text):
                guard text.unicodeScalars.allSatisfy(XMLCharacter.isAllowed) else {
                    throw failure("has a character that XML cannot hold. Remove it.")
                }
            case .tag(let tag):
                guard known.contains(tag) else {
                    throw failure(
                        "has \(tag.raw), which its segment does not have. Use the tags of the source.")
                }
                if tag.kind == .opening { open.append(tag.qualifiedName) }
                if tag.kind == .closing {
                    guard open.popLast() == tag.qualifiedName else {
                        throw failure("has \(tag.raw) where it closes nothing. Put the tags in order.")
                    }
                }
            }
        }
        guard let name = open.last else { return }
        throw failure("has <\(name)> without its end tag. Add it.")
    }

    private func failure(_ what: String) -> XLIFFError {
        XLIFFError(.invalidTarget, "The target offered for segment \(id) \(what)")
    }
}
