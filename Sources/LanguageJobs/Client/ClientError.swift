public import Foundation

/// Why a call did not do what it was asked: one error type for every call of every client.
///
/// Branch on ``code``; show ``message``, which says what was wrong and what to do. A cancelled task throws
/// `CancellationError` instead, always.
///
/// ```swift
/// do {
///     let refined = try await ldx.refineLoop.run(.file(manual), model: model)
/// } catch let error as ClientError where error.code == .timedOut {
///     save(error.reference)           // the job goes on: resume it later
/// }
/// ```
public struct ClientError: Error, Sendable, LocalizedError, CustomStringConvertible {
    /// What kind of failure it is.
    public var code: Code
    /// What was wrong and what to do, for people; without secrets.
    public var message: String
    /// The call, such as `refineloop.create`.
    public var operation: String?
    /// The HTTP status of the answer, if there was one.
    public var status: Int?
    /// The service's id of the request, for its support.
    public var requestID: String?
    /// The service's own code of the error, such as `upstream_service_error`.
    public var serviceCode: String?
    /// The start of the answer's body, at most 2,048 characters, without the key.
    public var bodyExcerpt: String?
    /// How long the service asked to be left alone, when it said so.
    public var retryAfter: Duration?
    /// The job that the failed call was about, once there is one. Save it: ``JobService/resume(_:options:)`` goes on with it.
    public var reference: JobReference?
    /// The error below, such as a ``TransportFailure`` or a `DecodingError`.
    public var underlying: (any Error)?

    /// Makes an error; for services, middlewares and fakes.
    public init(
        _ code: Code,
        _ message: String,
        operation: String? = nil,
        status: Int? = nil,
        requestID: String? = nil,
        serviceCode: String? = nil,
        bodyExcerpt: String? = nil,
        retryAfter: Duration? = nil,
        reference: JobReference? = nil,
        underlying: (any Error)? = nil
    ) {
        self.code = code
        self.message = message
        self.operation = operation
        self.status = status
        self.requestID = requestID
        self.serviceCode = serviceCode
        self.bodyExcerpt = bodyExcerpt
        self.retryAfter = retryAfter
        self.reference = reference
        self.underlying = underlying
    }

    /// The message with the call, the status, the request id and the job, on one line.
    public var description: String {
        var details = [code.rawValue]
        if let operation { details.append("in \(operation)") }
        if let status { details.append("HTTP \(status)") }
        if let serviceCode { details.append("service code \(serviceCode)") }
        if let requestID { details.append("request id \(requestID)") }
        if let reference { details.append("job \(reference.id)") }
        return "\(message) [\(details.joined(separator: ", "))]"
    }

    /// What `localizedDescription` shows.
    public var errorDescription: String? { description }
}

extension ClientError {
    /// The same error with what is known only further out; nothing that is set is replaced.
    package func with(operation: String? = nil, reference: JobReference? = nil) -> ClientError {
        var copy = self
        copy.operation = copy.operation ?? operation
        copy.reference = copy.reference ?? reference
        return copy
    }
}
