/// A secret that the service gave; prints redacted wherever it goes.
///
/// Encoding writes it as it is: keep what was encoded where secrets belong.
public struct FalaraSecret: Sendable, Hashable, Codable, CustomStringConvertible,
    CustomDebugStringConvertible,
    CustomReflectable
{
    private let text: String

    /// Takes a secret.
    public init(_ text: String) { self.text = text }

    /// The secret itself, to be kept where secrets belong.
    public func reveal() -> String { text }

    /// The secret as a client takes it.
    public var credential: Credential { .value(text) }

    /// Never the secret.
    public var description: String { "FalaraSecret([redacted])" }

    /// Never the secret.
    public var debugDescription: String { description }

    /// A mirror without children, so that `dump` shows no secret.
    public var customMirror: Mirror { Mirror(self, children: []) }

    /// Reads a string.
    public init(from decoder: any Decoder) throws {
        text = try decoder.singleValueContainer().decode(String.self)
    }

    /// Writes the secret as it is.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
