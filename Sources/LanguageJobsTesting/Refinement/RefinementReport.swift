/// The revisions of a segment as an element beside it.
///
/// How the service writes revisions into a document is not public, so this is an element of the emulator's
/// own namespace. Its names are none of XLIFF's: who counts targets or notes counts the same as before.
struct RefinementReport {
    static let namespace = "urn:language-jobs:refinement"

    /// The element, or `nil` where only the final target was asked for.
    let element: XLIFFExtension?

    init(_ refined: RefinedSegment, _ options: RefinementOptions) {
        guard options.outputMode != .none else {
            element = nil
            return
        }
        let remarks = options.outputMode == .full ? Remarks(refined.segment, options) : nil
        var children = refined.revisions.enumerated().map { offset, revision in
            let text = XLIFFExtension.Element("text", text: revision.content.plainText)
            return XLIFFExtension.Element(
                "revision", attributes: [("number", "\(offset + 1)")],
                children: [text] + (remarks.map { [$0.element(revision.remark)] } ?? []))
        }
        if refined.revisions.isEmpty, let remarks { children.append(remarks.element(.numberKept)) }
        element = XLIFFExtension(
            namespace: Self.namespace, prefix: "lj",
            root: XLIFFExtension.Element(
                "refinement", attributes: Self.attributes(refined, options), children: children))
    }

    private static func attributes(
        _ refined: RefinedSegment, _ options: RefinementOptions
    ) -> [(name: String, value: String)] {
        let all: [(name: String, value: String?)] = [
            ("segment", refined.segment.identifierInUnit),
            ("revisions", "\(refined.revisions.count)"),
            ("domain", options.domain),
            ("instructions", options.customInstructions),
            ("hyphens-removed", refined.hyphensRemoved > 0 ? "\(refined.hyphensRemoved)" : nil),
        ]
        return all.compactMap { attribute in attribute.value.map { (attribute.name, $0) } }
    }

    /// Writes remarks in the language that was asked for.
    private struct Remarks {
        let requested: String

        init(_ segment: XLIFFSegment, _ options: RefinementOptions) {
            requested = options.noteLanguage ?? segment.languages.sourceLanguage ?? "en"
        }

        func element(_ remark: RefinementRemark) -> XLIFFExtension.Element {
            let (text, language) = remark.text(in: requested)
            let isOther = !requested.lowercased().hasPrefix(language)
            return XLIFFExtension.Element(
                "remark",
                attributes: [("xml:lang", language)] + (isOther ? [("requested-language", requested)] : []),
                text: text)
        }
    }
}
