/// The plan of an organization (Flixu docs, Quota); other names are in use elsewhere at the vendor, so expect others.
public struct FlixuAccountPlan: OpenEnum {
    /// The name as the service writes it.
    public let rawValue: String

    /// Keeps any name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// 30,000 credits a month, no top-up.
    public static let free: FlixuAccountPlan = "free"
    /// 150,000 credits a month.
    public static let starter: FlixuAccountPlan = "starter"
    /// 500,000 credits a month.
    public static let professional: FlixuAccountPlan = "professional"
    /// As agreed.
    public static let enterprise: FlixuAccountPlan = "enterprise"
}
