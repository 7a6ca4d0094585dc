package import Foundation

/// A typed call: everything that is needed to make its request and to read its answer.
package struct Endpoint<Response: Sendable>: Sendable {
    /// Whether the key is sent.
    package enum Access: Sendable {
        /// The call needs a key.
        case key
        /// The service gives the answer to everybody, so no key leaves.
        case everybody
    }

    package var operation: String
    package var method: TransportMethod
    package var path: [String]
    /// An address that the service gave, in the place of path and query; the key goes there only within the service's origin.
    package var address: URL?
    package var idempotency: Idempotency
    package var access: Access = .key
    /// Which of the service's rate limits the call draws from; calls of one name share one.
    package var bucket = ""
    package var query: [(name: String, value: String)] = []
    package var headers: TransportHeaders = [:]
    package var body: TransportBody = .empty
    /// Answers beside 2xx that ``decode`` reads; it can throw what they mean.
    package var accepted: Set<Int> = []
    /// What the service is asked to hold the answer back for.
    package var wait: Duration?
    /// The most bytes of an answer that is read whole.
    package var responseLimit = 32 << 20
    package var onUploadProgress: (@Sendable (TransferProgress) -> Void)?
    /// Reads the bytes of a success, at most so many, where they end before the body does; `nil`: to its end.
    package var read: (@Sendable (TransportResponse, _ limit: Int) async throws -> Data)?
    /// Reads a success; a throw means that the answer is not what is documented, or is a ``ServiceRefusal``.
    package var decode: @Sendable (Data, ResponseMetadata) throws -> Response
    /// Finds out what became of a `.once` call whose answer was lost.
    package var reconcile: (@Sendable (ClientError) async throws -> Reconciliation)?

    package init(
        _ operation: String,
        _ method: TransportMethod,
        _ path: [String],
        _ idempotency: Idempotency,
        decode: @escaping @Sendable (Data, ResponseMetadata) throws -> Response
    ) {
        self.operation = operation
        self.method = method
        self.path = path
        self.idempotency = idempotency
        self.decode = decode
    }

    /// The same endpoint with a change.
    package func with(_ change: (inout Endpoint) throws -> Void) rethrows -> Endpoint {
        var copy = self
        try change(&copy)
        return copy
    }
}

extension Endpoint where Response: Decodable {
    /// An endpoint whose answer is JSON.
    package init(
        _ operation: String, _ method: TransportMethod, _ path: [String], _ idempotency: Idempotency
    ) {
        self.init(operation, method, path, idempotency) { data, _ in
            try WireCoding.decode(Response.self, from: data)
        }
    }
}

extension Endpoint {
    /// Makes the body JSON.
    package mutating func setBody(json value: some Encodable) throws {
        body = .bytes(try WireCoding.encode(value))
        headers["content-type"] = "application/json"
    }
}

/// What became of a call whose answer was lost.
package enum Reconciliation: Sendable {
    /// It was applied, and this stands for its answer.
    case applied(TransportResponse)
    /// It certainly was not applied: it can be sent again.
    case notApplied
    /// It can't be known; the error says what is known.
    case unknown(ClientError)
}
