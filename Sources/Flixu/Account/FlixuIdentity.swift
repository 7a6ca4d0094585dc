/// Who is calling (Flixu docs, Me).
public struct FlixuIdentity: FlixuAnswered, Hashable {
    /// What the calls are proven by.
    public struct Source: OpenEnum {
        /// The name as the service writes it.
        public let rawValue: String

        /// Keeps any name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// A key of an organization.
        public static let apiKey: Source = "api_key"
        /// A token of a session in the web application.
        public static let sessionToken: Source = "clerk_jwt"
    }

    /// What a key may do.
    public struct Scope: OpenEnum {
        /// The name as the service writes it.
        public let rawValue: String

        /// Keeps any name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// Translate and analyze.
        public static let translate: Scope = "translate"
        /// Read quota, usage, languages, formats and identity.
        public static let read: Scope = "read"
        /// Change glossaries, translation memories and brand voices; no such call is documented.
        public static let write: Scope = "write"
    }

    /// The user; with a key, the owner of the organization.
    public var userID: String?
    /// The organization.
    public var organizationID: String?
    /// What the calls are proven by.
    public var source: Source?
    /// The plan.
    public var plan: FlixuAccountPlan?
    /// What the key may do; `nil` with a token of a session.
    public var scopes: [Scope]?
    /// What the service says of the request.
    public var meta: FlixuMeta?

    /// Makes an identity, for a fake.
    public init(
        userID: String? = nil, organizationID: String? = nil, source: Source? = nil,
        plan: FlixuAccountPlan? = nil, scopes: [Scope]? = nil, meta: FlixuMeta? = nil
    ) {
        self.userID = userID
        self.organizationID = organizationID
        self.source = source
        self.plan = plan
        self.scopes = scopes
        self.meta = meta
    }

    private enum CodingKeys: String, CodingKey {
        case userID = "user_id"
        case organizationID = "org_id"
        case source
        case plan
        case scopes
        case meta
    }
}
