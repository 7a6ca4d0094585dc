/// What a RefineLoop job asks for (LDX hub portal, RefineLoop Jobs); the defaults are the service's.
package struct RefinementOptions: Equatable, Sendable {
    /// What the refined document holds beside the final targets (inferred from the names, and from what LDX
    /// hub's Dify plugin says of them).
    package enum OutputMode: String, CaseIterable, Sendable {
        /// Every revision with remarks.
        case full
        /// Every revision without remarks.
        case translations
        /// The final targets alone.
        case none
    }

    /// The numbers of revisions that the service takes.
    package static let revisionRange = 1...10

    /// Whether segments of numbers alone are skipped.
    package var excludeNumericSegments: Bool
    /// Whether hyphens that only break a word over two lines are taken out of the source before it is read.
    package var removeHyphenation: Bool
    /// How many revisions a target goes through; a number out of `revisionRange` counts as the nearest in it.
    package var maxRevisions: Int
    /// The field the text is of, for example `IR`.
    package var domain: String?
    /// The language of the remarks; the source language where it is `nil`.
    package var noteLanguage: String?
    /// What the refined document holds.
    package var outputMode: OutputMode
    /// What the user wants beside that.
    package var customInstructions: String?

    package init(
        excludeNumericSegments: Bool = false, removeHyphenation: Bool = true, maxRevisions: Int = 6,
        domain: String? = nil, noteLanguage: String? = nil, outputMode: OutputMode = .full,
        customInstructions: String? = nil
    ) {
        self.excludeNumericSegments = excludeNumericSegments
        self.removeHyphenation = removeHyphenation
        self.maxRevisions = maxRevisions
        self.domain = domain
        self.noteLanguage = noteLanguage
        self.outputMode = outputMode
        self.customInstructions = customInstructions
    }
}
