/// What a Falara job is at (Falara docs, Jobs); more may be added.
public struct FalaraStep: OpenEnum {
    /// The name as the service writes it.
    public let rawValue: String

    /// Keeps any name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// It divides the text into segments.
    public static let supervisor: FalaraStep = "supervisor"
    /// It looks for faults in the source.
    public static let sourceReview: FalaraStep = "source_review"
    /// It translates.
    public static let translator: FalaraStep = "translator"
    /// It checks the quality.
    public static let qa: FalaraStep = "qa"
    /// It puts the result together.
    public static let finalizing: FalaraStep = "finalizing"
}
