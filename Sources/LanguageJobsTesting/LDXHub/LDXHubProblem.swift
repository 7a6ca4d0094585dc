import Foundation

/// Why a request is refused.
struct LDXHubProblem: Error, Equatable {
    /// Which part of the service speaks; their errors look different.
    enum Origin {
        case gateway
        case backend
    }

    let status: Int
    let code: String
    let message: String
    let origin: Origin
    /// When to come back.
    var hint = RetryHint.none

    static func backend(_ status: Int, _ code: String, _ message: String) -> LDXHubProblem {
        LDXHubProblem(status: status, code: code, message: message, origin: .backend)
    }

    static func gateway(_ status: Int, _ message: String, hint: RetryHint = .none) -> LDXHubProblem {
        LDXHubProblem(status: status, code: "http_\(status)", message: message, origin: .gateway, hint: hint)
    }

    static func tooManyRequests(_ hint: RetryHint) -> LDXHubProblem {
        .gateway(429, "Too many requests.", hint: hint)
    }

    static func failing(_ status: Int, _ hint: RetryHint) -> LDXHubProblem {
        .gateway(status, "The service can't answer now.", hint: hint)
    }

    static func invalid(_ message: String) -> LDXHubProblem {
        .backend(400, "invalid_request", message)
    }

    static func unsupportedMediaType(_ message: String) -> LDXHubProblem {
        .backend(415, "unsupported_media_type", message)
    }

    /// The parameters of a request's content type, which must be this one.
    static func requireContentType(_ request: EmulatorRequest, _ type: String) throws -> HeaderParameters {
        guard let parameters = request.parameters(ofContentType: type) else {
            throw unsupportedMediaType("The body must be \(type), and its Content-Type must say so.")
        }
        return parameters
    }

    static func notFound(_ what: String, _ id: String) -> LDXHubProblem {
        .backend(404, "not_found", "The \(what) \(id) doesn't exist or has expired.")
    }
}
