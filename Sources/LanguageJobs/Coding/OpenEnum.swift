/// A value that a service names by a string, and may add names to: an enumeration that can't fail to decode.
///
/// Known names are static members; an unknown one keeps its spelling, encodes as it came and compares by it.
public protocol OpenEnum: RawRepresentable<String>, Hashable, Sendable, Codable, ExpressibleByStringLiteral,
    CustomStringConvertible
{
    /// Keeps any name.
    init(rawValue: String)
}

extension OpenEnum {
    /// Keeps any name.
    public init(stringLiteral value: String) { self.init(rawValue: value) }

    /// The name as the service spells it.
    public var description: String { rawValue }
}
