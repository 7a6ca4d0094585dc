/// Where a job is: enough to go on with it in another process, and nothing secret.
///
/// Save it as soon as a job was created; ``JobService/resume(_:options:)`` goes on with it.
public struct JobReference: Sendable, Hashable, Codable, CustomStringConvertible {
    /// The service, such as `ldxhub.refineloop`.
    public var service: String
    /// The base address that knows the job; a client of another one refuses it, so that no key goes astray.
    public var baseURL: String
    /// The job's id.
    public var id: String

    /// Makes a reference.
    public init(service: String, baseURL: String, id: String) {
        self.service = service
        self.baseURL = baseURL
        self.id = id
    }

    /// The service and the id.
    public var description: String { "\(service)/\(id)" }
}
