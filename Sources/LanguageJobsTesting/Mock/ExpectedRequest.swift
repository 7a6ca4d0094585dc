public import Foundation
public import LanguageJobs

/// What an ``Exchange`` asks of a request.
///
/// Method, path and query have to be exactly these; header fields and the body are compared where they are asked for:
/// ```swift
/// .post("/refineloop/jobs").header("Authorization", "Bearer key").body(json: expected)
/// .get("/refineloop/jobs/abc?wait=10").noHeader("Content-Type")
/// ```
public struct ExpectedRequest: Sendable {
    enum ExpectedHeader: Sendable {
        case value(String)
        case present
        case absent
    }

    let method: TransportMethod
    var target: RequestTarget
    var checksQuery = true
    private(set) var headers: [(name: String, expected: ExpectedHeader)] = []
    private(set) var body = ExpectedBody.unchecked

    /// Asks for a method and a target.
    ///
    /// - Parameter target: A path, percent-encoded as it is sent, with or without a query: `/files?limit=2`. Or an
    ///   absolute address, when the origin matters, too: `https://gw.ldxhub.io/files`.
    public init(_ method: TransportMethod, _ target: String) {
        self.method = method
        self.target = RequestTarget(target)
    }

    /// Asks for a `GET`; see ``init(_:_:)`` for the target.
    public static func get(_ target: String) -> ExpectedRequest { .init(.get, target) }
    /// Asks for a `HEAD`.
    public static func head(_ target: String) -> ExpectedRequest { .init(.head, target) }
    /// Asks for a `POST`.
    public static func post(_ target: String) -> ExpectedRequest { .init(.post, target) }
    /// Asks for a `PUT`.
    public static func put(_ target: String) -> ExpectedRequest { .init(.put, target) }
    /// Asks for a `PATCH`.
    public static func patch(_ target: String) -> ExpectedRequest { .init(.patch, target) }
    /// Asks for a `DELETE`.
    public static func delete(_ target: String) -> ExpectedRequest { .init(.delete, target) }

    /// Asks for these query items besides those in the target, in any order; not percent-encoded.
    public func query(_ items: KeyValuePairs<String, String>) -> ExpectedRequest {
        changed {
            let added = items.map { RequestTarget.QueryItem(name: $0.key, value: $0.value) }
            $0.target = RequestTarget(
                origin: target.origin, path: target.path, query: target.query + added)
        }
    }

    /// Takes any query.
    public func anyQuery() -> ExpectedRequest {
        changed { $0.checksQuery = false }
    }

    /// Asks for one header field of this name, with this value.
    public func header(_ name: String, _ value: String) -> ExpectedRequest {
        changed { $0.headers.append((name, .value(value))) }
    }

    /// Asks for a header field of this name, with any value.
    public func header(_ name: String) -> ExpectedRequest {
        changed { $0.headers.append((name, .present)) }
    }

    /// Asks that there is no header field of this name, such as a key that must not leave.
    public func noHeader(_ name: String) -> ExpectedRequest {
        changed { $0.headers.append((name, .absent)) }
    }

    /// Asks for exactly these bytes.
    public func body(_ bytes: Data) -> ExpectedRequest {
        changed { $0.body = .bytes(bytes) }
    }

    /// Asks for the same JSON value; the order of members, white space and the spelling of numbers have no meaning.
    public func body(json: Data) -> ExpectedRequest {
        changed { $0.body = .json(json) }
    }

    /// Asks for the same JSON value as a text's.
    public func body(json: String) -> ExpectedRequest {
        body(json: Data(json.utf8))
    }

    /// Asks for a `multipart/form-data` body of exactly these parts, in this order.
    public func body(multipart parts: ExpectedPart...) -> ExpectedRequest {
        changed { $0.body = .multipart(parts) }
    }

    /// Asks that there is no body.
    public func noBody() -> ExpectedRequest {
        changed { $0.body = .empty }
    }

    /// Method and target in one line, without secrets.
    var summary: String {
        let query = checksQuery ? target.query : []
        return "\(method) \(target.origin ?? "")\(target.path)"
            + (query.isEmpty ? "" : "?" + Redaction.query(query))
    }

    private func changed(_ change: (inout ExpectedRequest) -> Void) -> ExpectedRequest {
        var copy = self
        change(&copy)
        return copy
    }
}
