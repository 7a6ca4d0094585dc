/// The id of a batch: of the jobs that one call created.
public struct FalaraBatchID: RawRepresentable, Hashable, Sendable, Codable, ExpressibleByStringLiteral,
    CustomStringConvertible
{
    /// The id as the service writes it; opaque.
    public let rawValue: String

    /// Makes an id of the service's text.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Makes an id of the service's text.
    public init(_ rawValue: String) { self.rawValue = rawValue }

    /// Makes an id of the service's text.
    public init(stringLiteral value: String) { rawValue = value }

    /// The id as the service writes it.
    public var description: String { rawValue }
}
