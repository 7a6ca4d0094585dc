public import Foundation

/// Where the service tells of jobs that ended (Falara docs, Webhooks).
public struct FalaraWebhookTarget: Sendable, Hashable, Codable {
    /// The address; `nil`: none is set.
    public var url: String?
    /// The secret's first and last characters.
    public var maskedSecret: String?
    /// Whether deliveries are made.
    public var isActive: Bool?
    /// When it was set.
    public var updatedAt: Date?

    /// Makes a target, for a fake.
    public init(
        url: String? = nil, maskedSecret: String? = nil, isActive: Bool? = nil, updatedAt: Date? = nil
    ) {
        self.url = url
        self.maskedSecret = maskedSecret
        self.isActive = isActive
        self.updatedAt = updatedAt
    }

    private enum CodingKeys: String, CodingKey {
        case url = "webhook_url"
        case maskedSecret = "webhook_secret_masked"
        case isActive = "active"
        case updatedAt = "updated_at"
    }

    /// Reads what the service sends; every member may be missing.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        url = container.lenient(String.self, .url)
        maskedSecret = container.lenient(String.self, .maskedSecret)
        isActive = container.lenient(Bool.self, .isActive)
        updatedAt = container.timestamp(.updatedAt)
    }

    /// Writes what the service would send.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(url, forKey: .url)
        try container.encodeIfPresent(maskedSecret, forKey: .maskedSecret)
        try container.encodeIfPresent(isActive, forKey: .isActive)
        try container.encode(falaraTimestamp: updatedAt, .updatedAt)
    }
}

/// The body that sets a target; the Falara Shopware connector sends `url` and `secret`, the documented names are sent here.
package struct FalaraWebhookTargetRequest: Sendable, Hashable, Codable {
    package var url: String
    package var secret: FalaraSecret

    package init(url: String, secret: FalaraSecret) {
        self.url = url
        self.secret = secret
    }

    private enum CodingKeys: String, CodingKey {
        case url = "webhook_url"
        case secret = "webhook_secret"
    }
}
