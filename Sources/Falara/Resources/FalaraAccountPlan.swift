/// What an account pays for (Falara docs, Text Translation).
public struct FalaraAccountPlan: OpenEnum {
    /// The name as the service writes it.
    public let rawValue: String

    /// Keeps any name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Free.
    public static let free: FalaraAccountPlan = "free"
    /// Starter.
    public static let starter: FalaraAccountPlan = "starter"
    /// Professional.
    public static let professional: FalaraAccountPlan = "professional"
    /// Business.
    public static let business: FalaraAccountPlan = "business"
    /// Enterprise.
    public static let enterprise: FalaraAccountPlan = "enterprise"
}
