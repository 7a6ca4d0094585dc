public import LanguageJobs

/// The state that Xcode shows for a translation in an `.xcstrings` file.
public struct TranslationState: OpenEnum {
    /// The state's name in the file.
    public let rawValue: String

    /// Keeps any name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A person should look at it: what machine translations begin as here.
    public static let needsReview: TranslationState = "needs_review"
    /// It is done.
    public static let translated: TranslationState = "translated"
}
