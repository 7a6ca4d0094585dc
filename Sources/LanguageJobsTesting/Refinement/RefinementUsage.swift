/// What a refinement read and wrote, in Unicode scalars of text without tags.
///
/// That the service counts the sources, and in this unit, is inferred: its documentation names the counts
/// alone.
package struct RefinementUsage: Equatable, Sendable {
    /// The sources of all segments.
    package var totalInputCharacters = 0
    /// The sources of the segments that were refined.
    package var processedInputCharacters = 0
    /// The sources of the segments that were left out.
    package var skippedCharacters = 0
    /// The final targets of the segments that were refined.
    package var outputCharacters = 0

    package init() {}
}
