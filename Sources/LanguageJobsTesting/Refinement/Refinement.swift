/// A document after the emulated RefineLoop, and what that took.
///
/// A function of what was sent: no clock, no chance. No model reads the text either; each target gets its
/// spacing and punctuation put right and a mark such as `[refined ×3]`, so that a table of before and after
/// shows what happened. Sources, notes, identifiers, tags and the number of segments stay as they are.
package struct Refinement: Sendable {
    /// The refined document.
    package private(set) var document: XLIFFDocument
    /// What the job read and wrote.
    package private(set) var usage = RefinementUsage()

    /// Refines every segment of a document.
    package init(of original: XLIFFDocument, options: RefinementOptions) throws(XLIFFError) {
        document = original
        let refiner = SegmentRefiner(options)
        for segment in original.segments {
            let length = segment.source.plainText.unicodeScalars.count
            usage.totalInputCharacters += length
            let isNumeric = segment.isNumeric
            if isNumeric, options.excludeNumericSegments {
                usage.skippedCharacters += length
                continue
            }
            usage.processedInputCharacters += length
            let refined = isNumeric ? RefinedSegment(keeping: segment) : refiner.refine(segment)
            if let target = refined.target {
                try document.replaceTarget(of: segment, with: target)
                usage.outputCharacters += target.plainText.unicodeScalars.count
            }
            if let report = RefinementReport(refined, options).element {
                document.attach(report, toUnitOf: segment)
            }
        }
    }
}
