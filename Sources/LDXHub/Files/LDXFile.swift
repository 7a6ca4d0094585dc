public import Foundation

/// A file at LDX hub (LDX hub portal, Files, `FileInfo`).
public struct LDXFile: Sendable, Hashable, Codable {
    /// The id, to create jobs with; empty when an answer had none, which `upload` and `info` refuse.
    public var id: LDXFileID
    /// The name it was uploaded under.
    public var filename: String?
    /// Its size in bytes.
    public var size: Int64?
    /// When it was made.
    public var createdAt: Date?
    /// When it was last changed, by a chunk for example.
    public var updatedAt: Date?
    /// When the service forgets it: 24 hours after creation in the portal's example. Read it, do not reckon with it.
    public var expiresAt: Date?

    /// Makes a description of a file, for a fake.
    public init(
        id: LDXFileID, filename: String? = nil, size: Int64? = nil, createdAt: Date? = nil,
        updatedAt: Date? = nil, expiresAt: Date? = nil
    ) {
        self.id = id
        self.filename = filename
        self.size = size
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.expiresAt = expiresAt
    }

    private enum CodingKeys: String, CodingKey {
        case id = "file_id"
        case filename
        case size
        case createdAt = "created_at"
        case updatedAt = "updated_at"
        case expiresAt = "expires_at"
    }

    /// Reads what the service sends; every member may be missing.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = container.lenient(LDXFileID.self, .id) ?? ""
        filename = container.lenient(String.self, .filename)
        size = container.lenient(Int64.self, .size)
        createdAt = container.timestamp(.createdAt)
        updatedAt = container.timestamp(.updatedAt)
        expiresAt = container.timestamp(.expiresAt)
    }

    /// Writes what the service would send.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(id.rawValue.isEmpty ? nil : id, forKey: .id)
        try container.encodeIfPresent(filename, forKey: .filename)
        try container.encodeIfPresent(size, forKey: .size)
        try container.encode(timestamp: createdAt, .createdAt)
        try container.encode(timestamp: updatedAt, .updatedAt)
        try container.encode(timestamp: expiresAt, .expiresAt)
    }
}
