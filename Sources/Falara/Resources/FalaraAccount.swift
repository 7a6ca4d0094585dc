/// The account that a key belongs to (Falara Shopware connector; the docs name the call only).
///
/// `account_id` and `account_name`, or `id` and `name`: both are read, and written back as they came.
public struct FalaraAccount: Sendable, Hashable, Codable {
    /// The id.
    public var id: String?
    /// The name.
    public var name: String?
    /// The plan.
    public var plan: FalaraAccountPlan?
    /// What the key's user may do.
    public var role: String?
    /// Whether the names are without `account_`.
    package var hasShortNames = false

    /// Makes an account, for a fake.
    public init(
        id: String? = nil, name: String? = nil, plan: FalaraAccountPlan? = nil, role: String? = nil
    ) {
        self.id = id
        self.name = name
        self.plan = plan
        self.role = role
    }

    private enum CodingKeys: String, CodingKey {
        case accountID = "account_id"
        case accountName = "account_name"
        case id
        case name
        case plan
        case role
    }

    /// Reads what the service sends; every member may be missing.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let longID = container.lenient(String.self, .accountID)
        let longName = container.lenient(String.self, .accountName)
        id = longID ?? container.lenient(String.self, .id)
        name = longName ?? container.lenient(String.self, .name)
        hasShortNames =
            longID == nil && longName == nil && (container.contains(.id) || container.contains(.name))
        plan = container.lenient(FalaraAccountPlan.self, .plan)
        role = container.lenient(String.self, .role)
    }

    /// Writes what the service would send.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(id, forKey: hasShortNames ? .id : .accountID)
        try container.encodeIfPresent(name, forKey: hasShortNames ? .name : .accountName)
        try container.encodeIfPresent(plan, forKey: .plan)
        try container.encodeIfPresent(role, forKey: .role)
    }
}
