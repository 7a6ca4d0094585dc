/// A remark on a result.
///
/// Only the types are documented (Falara docs, Jobs), so everything that came is kept in ``json``.
public struct FalaraDeliveryNote: Sendable, Hashable, Codable {
    /// What a remark is about; more may be added.
    public struct Kind: OpenEnum {
        /// The name as the service writes it.
        public let rawValue: String

        /// Keeps any name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The source has a fault.
        public static let sourceError: Kind = "source_error"
        /// The translation may be wrong.
        public static let lowConfidence: Kind = "low_confidence"
        /// The translation is much longer or shorter than the source.
        public static let lengthDeviation: Kind = "length_deviation"
        /// A term was not translated as asked.
        public static let terminology: Kind = "terminology"
    }

    /// All that came.
    public var json: JSONValue

    /// Makes a remark of what came, for a fake.
    public init(_ json: JSONValue) { self.json = json }

    /// What it is about.
    public var kind: Kind? { json["type"]?.string.map(Kind.init(rawValue:)) }

    /// Its words, under `message`, `note` or `text` (inferred), or the remark itself if it is a string.
    public var message: String? {
        json.string ?? ["message", "note", "text"].lazy.compactMap { json[$0]?.string }.first
    }

    /// Reads any JSON.
    public init(from decoder: any Decoder) throws { json = try JSONValue(from: decoder) }

    /// Writes what came.
    public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}
