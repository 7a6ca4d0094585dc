/// The method of a request; any token can be made, the usual ones have names.
public struct TransportMethod: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The method as it is sent, in capitals.
    public let rawValue: String

    /// Makes a method from its name; letters are made capitals.
    public init(rawValue: String) {
        self.rawValue = rawValue.uppercased()
    }

    /// The method as it is sent.
    public var description: String { rawValue }

    /// `GET`: reads, changes nothing.
    public static let get = TransportMethod(rawValue: "GET")
    /// `HEAD`: a `GET` without a body in the answer.
    public static let head = TransportMethod(rawValue: "HEAD")
    /// `POST`: creates or starts something.
    public static let post = TransportMethod(rawValue: "POST")
    /// `PUT`: replaces or appends, as the service says.
    public static let put = TransportMethod(rawValue: "PUT")
    /// `PATCH`: changes a part.
    public static let patch = TransportMethod(rawValue: "PATCH")
    /// `DELETE`: removes.
    public static let delete = TransportMethod(rawValue: "DELETE")
}
