public import Foundation

/// A ``StringCatalogue`` in other languages, and what is missing in it.
public struct TranslatedCatalogue: Sendable {
    /// A file to be saved.
    public struct File: Sendable, Hashable {
        /// The languages in it: one, but for `.xcstrings`.
        public let languages: [String]
        /// Its content.
        public let data: Data
    }

    /// Plural categories that a language needs and neither the source nor its own localization has.
    ///
    /// None is made up: the app shows the form for `other` there, which is bad grammar until somebody writes them.
    public struct PluralGap: Sendable, Hashable {
        /// The language.
        public let language: String
        /// The categories, such as `few` and `many`, sorted; by Unicode CLDR, for the languages that it is known of here.
        public let categories: [String]
    }

    /// The files: one a language, or for `.xcstrings` one with all of them.
    public let files: [File]
    /// The units without a usable translation. In a `.json` or `.strings` file the source text stands there still; an
    /// `.xcstrings` entry keeps what it had.
    public let problems: [CatalogueProblem]
    /// The languages that lack plural categories, for `.xcstrings`.
    public let pluralGaps: [PluralGap]
    /// What was sent to the service and what came, with its cost; empty when translations came from elsewhere.
    public internal(set) var batches: [FlixuBatch] = []

    /// The parts of ``batches`` that are not whole, each with its error.
    public var failures: [FlixuBatchPart] { batches.flatMap(\.failures) }

    /// The file with a language; `nil`: it was not asked for.
    public subscript(language: String) -> Data? {
        files.first { $0.languages.contains(language) }?.data
    }
}
