public import Foundation

/// An API key of the account, without its value (Falara docs, Authentication).
public struct FalaraAPIKey: Sendable, Hashable, Codable {
    /// What it is revoked by.
    public var hash: String?
    /// Its name.
    public var name: String?
    /// When it was made.
    public var createdAt: Date?

    /// Makes a key, for a fake.
    public init(hash: String? = nil, name: String? = nil, createdAt: Date? = nil) {
        self.hash = hash
        self.name = name
        self.createdAt = createdAt
    }

    private enum CodingKeys: String, CodingKey {
        case hash = "key_hash"
        case name
        case createdAt = "created_at"
    }

    /// Reads what the service sends; every member may be missing.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        hash = container.lenient(String.self, .hash)
        name = container.lenient(String.self, .name)
        createdAt = container.timestamp(.createdAt)
    }

    /// Writes what the service would send.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(hash, forKey: .hash)
        try container.encodeIfPresent(name, forKey: .name)
        try container.encode(falaraTimestamp: createdAt, .createdAt)
    }
}

/// An API key that was just made: the only time that its value is shown (Falara docs, Authentication).
public struct FalaraNewAPIKey: Sendable, Hashable, Codable {
    /// The key's value; prints redacted, see ``FalaraSecret/reveal()``.
    public var secret: FalaraSecret
    /// What it is revoked by.
    public var hash: String?
    /// Its name.
    public var name: String?
    /// When it was made.
    public var createdAt: Date?

    /// Makes a key, for a fake.
    public init(secret: FalaraSecret, hash: String? = nil, name: String? = nil, createdAt: Date? = nil) {
        self.secret = secret
        self.hash = hash
        self.name = name
        self.createdAt = createdAt
    }

    private enum CodingKeys: String, CodingKey {
        case secret = "api_key"
        case hash = "key_hash"
        case name
        case createdAt = "created_at"
    }

    /// Reads what the service sends; all but the value may be missing.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        secret = try container.decode(FalaraSecret.self, forKey: .secret)
        hash = container.lenient(String.self, .hash)
        name = container.lenient(String.self, .name)
        createdAt = container.timestamp(.createdAt)
    }

    /// Writes what the service would send, the value too.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(secret, forKey: .secret)
        try container.encodeIfPresent(hash, forKey: .hash)
        try container.encodeIfPresent(name, forKey: .name)
        try container.encode(falaraTimestamp: createdAt, .createdAt)
    }
}
