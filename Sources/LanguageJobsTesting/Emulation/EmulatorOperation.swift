/// What a request asked an emulator for: the method and the path with `{id}` where an id stands.
///
/// Each emulator adds its own as static members.
public struct EmulatorOperation: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The method and the path's pattern, such as `GET /files/{id}`.
    public let rawValue: String

    /// Makes an operation from its pattern.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// The pattern.
    public var description: String { rawValue }

    /// Requests for a path or a method that the service doesn't have.
    public static let unknown = EmulatorOperation(rawValue: "unknown")
}
