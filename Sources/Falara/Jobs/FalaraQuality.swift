/// How much care a job takes (Falara docs, Quality).
public struct FalaraQuality: OpenEnum {
    /// The name as the service writes it.
    public let rawValue: String

    /// Keeps any name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Each word counts once.
    public static let standard: FalaraQuality = "standard"
    /// Each word counts 1.5 times; not in every plan.
    public static let premium: FalaraQuality = "premium"
}
