public import Foundation

/// What makes one LDX hub job service differ from another: a path and its types.
///
/// The known kinds are uninhabited enumerations, such as ``RefineLoop``; ``LDXJobs`` does the work for all of them.
public protocol LDXJobKind: Sendable {
    /// What a job is to do.
    associatedtype Request: LDXJobRequest
    /// What a job of this kind has beside what all have.
    associatedtype Details: Codable & Hashable & Sendable = LDXNoDetails

    /// The first segment of the paths, such as `refineloop`.
    static var path: String { get }
    /// The list of what jobs can name: `models` or `engines`.
    static var catalogue: String { get }

    /// The output of a job that has it in its answer instead of a file; `nil` when it has none there, as most kinds.
    static func contents(of job: LDXJob<Self>) -> Data?
}

extension LDXJobKind {
    /// Nothing.
    public static func contents(of job: LDXJob<Self>) -> Data? { nil }
}

/// The body of a create call.
public protocol LDXJobRequest: Codable, Hashable, Sendable {
    /// Names the uploaded input.
    mutating func setInput(_ file: LDXFileID)

    /// What it needs of the model or engine that it names; `preflight` compares it with the catalogue.
    var needs: LDXNeeds { get }

    /// Checks what can be known without the service.
    ///
    /// - Throws: ``ClientError`` with `.invalidRequest` that names the value and its range.
    func validate() throws
}

/// The request of a service that has models.
public protocol LDXModelRequest: LDXJobRequest {
    /// The id of a model.
    var model: String { get set }
}

/// The request of a service that has engines.
public protocol LDXEngineRequest: LDXJobRequest {
    /// The id of an engine.
    var engine: String { get set }
}

/// For kinds whose jobs have nothing of their own.
public struct LDXNoDetails: Codable, Hashable, Sendable {
    /// Makes it.
    public init() {}

    /// Reads nothing.
    public init(from decoder: any Decoder) {}

    /// Writes nothing.
    public func encode(to encoder: any Encoder) {}
}
