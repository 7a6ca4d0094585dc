/// Makes the revisions of a segment.
struct SegmentRefiner {
    private let revisionCount: Int
    private let removesHyphenation: Bool
    private let domain: String?

    init(_ options: RefinementOptions) {
        let range = RefinementOptions.revisionRange
        revisionCount = min(max(options.maxRevisions, range.lowerBound), range.upperBound)
        removesHyphenation = options.removeHyphenation
        let words = XMLCharacter.replacingForbidden(in: options.domain ?? "").split(
            whereSeparator: \.isWhitespace)
        domain = words.isEmpty ? nil : words.joined(separator: " ")
    }

    /// The first revision corrects the spacing, the second the punctuation; every further one reads again.
    func refine(_ segment: XLIFFSegment) -> RefinedSegment {
        let source = dehyphenated(segment.source)
        var draft = source.content
        if let target = segment.target, !target.pieces.isEmpty, !target.isBlank { draft = target }
        let polish = TextPolish(language: segment.languages.targetLanguage)
        var revisions: [RefinedSegment.Revision] = []
        for number in 1...revisionCount {
            let before = draft
            let remark: RefinementRemark
            switch number {
            case 1:
                draft = draft.mapText(polish.spacing)
                remark = draft == before ? .spacingKept : .spacingCorrected
            case 2:
                draft = draft.mapText(polish.punctuation)
                remark = draft == before ? .punctuationKept : .punctuationCorrected
            default: remark = .readAgain
            }
            let content = draft.appending(mark(number))
            revisions.append(RefinedSegment.Revision(content: content, remark: remark))
        }
        return RefinedSegment(segment, revisions: revisions, hyphensRemoved: source.count)
    }

    private func mark(_ number: Int) -> String {
        let field = domain.map { ", \($0)" } ?? ""
        return "[refined ×\(number)\(field)]"
    }

    private func dehyphenated(_ source: XLIFFContent) -> (content: XLIFFContent, count: Int) {
        guard removesHyphenation else { return (source, 0) }
        var count = 0
        let content = source.mapText { text in
            let joined = Hyphenation(removedFrom: text)
            count += joined.count
            return joined.text
        }
        return (content, count)
    }
}

extension XLIFFContent {
    /// Whether there is nothing to see: no tag, and no text but white space.
    fileprivate var isBlank: Bool { tags.isEmpty && plainText.allSatisfy(\.isWhitespace) }

    fileprivate func mapText(_ transform: (String) -> String) -> XLIFFContent {
        XLIFFContent(
            pieces.map { piece in
                guard case .text(let text) = piece else { return piece }
                return .text(transform(text))
            })
    }

    /// The content with a mark after its last word, inside of the tags and before white space around it.
    fileprivate func appending(_ mark: String) -> XLIFFContent {
        for (index, piece) in pieces.enumerated().reversed() {
            guard case .text(let text) = piece, let last = text.lastIndex(where: { !$0.isWhitespace }) else {
                continue
            }
            var marked = pieces
            let end = text.index(after: last)
            marked[index] = .text("\(text[..<end]) \(mark)\(text[end...])")
            return XLIFFContent(marked)
        }
        return XLIFFContent(pieces + [.text(mark)])
    }
}
