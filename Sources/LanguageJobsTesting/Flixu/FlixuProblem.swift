/// Why a request is refused (Flixu docs, Error Codes).
struct FlixuProblem: Error, Equatable {
    let status: Int
    let code: String
    let type: String
    let message: String
    /// The limit that was reached, where it is one.
    var bucket: FlixuLimits.Bucket?

    static func badRequest(_ message: String) -> FlixuProblem {
        FlixuProblem(status: 400, code: "bad_request", type: "validation_error", message: message)
    }

    static func unsupported(_ fileExtension: String) -> FlixuProblem {
        FlixuProblem(
            status: 400, code: "unsupported_format", type: "validation_error",
            message: "Unsupported file format: .\(fileExtension)")
    }

    // Inferred: the documents name neither the code nor the type of 405 and 413, nor the codes of 401, of a missing
    // scope and of 500.
    static func unauthorized(_ message: String) -> FlixuProblem {
        FlixuProblem(status: 401, code: "unauthorized", type: "authentication_error", message: message)
    }

    static func forbidden(_ scopes: [String]) -> FlixuProblem {
        FlixuProblem(
            status: 403, code: "insufficient_scope", type: "authorization_error",
            message: "The key needs the scope \(scopes.joined(separator: " or ")).")
    }

    static func method(_ method: TransportMethod, _ path: String) -> FlixuProblem {
        FlixuProblem(
            status: 405, code: "method_not_allowed", type: "validation_error",
            message: "\(path) has no method \(method).")
    }

    static func tooLarge(_ message: String) -> FlixuProblem {
        FlixuProblem(status: 413, code: "file_too_large", type: "validation_error", message: message)
    }

    static func failing(_ status: Int) -> FlixuProblem {
        FlixuProblem(
            status: status, code: "internal_error", type: "server_error",
            message: "The service can't answer now.")
    }

    static func insufficientCredits(required: Int, available: Int) -> FlixuProblem {
        FlixuProblem(
            status: 402, code: "insufficient_credits", type: "billing_error",
            message: "Insufficient credits. Required: \(required), available: \(available).")
    }

    static let brandVoiceLocked = FlixuProblem(
        status: 403, code: "feature_locked", type: "authorization_error",
        message: "Brand voice is not available on your current plan.")

    static func notFound(_ what: String) -> FlixuProblem {
        FlixuProblem(
            status: 404, code: "not_found", type: "not_found_error", message: "There is no \(what).")
    }

    static func tooManyRequests(_ bucket: FlixuLimits.Bucket?) -> FlixuProblem {
        FlixuProblem(
            status: 429, code: "rate_limit_exceeded", type: "rate_limit_error",
            message: "Rate limit exceeded. Check X-RateLimit-Reset header for retry timing.", bucket: bucket)
    }

    func json(_ requestID: String) -> EmulatorJSON {
        .object([
            "error": .object([
                "code": .string(code), "message": .string(message), "type": .string(type),
                "request_id": .string(requestID),
            ])
        ])
    }
}

/// Why the store of files refuses a request: it is another service, and speaks XML (Amazon S3 API Reference, Error
/// Responses).
struct FlixuFilesProblem: Error, Equatable {
    let status: Int
    let code: String
    let message: String

    func xml(_ requestID: String) -> String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>\(code)</Code><Message>\(message)</Message>"
            + "<RequestId>\(requestID)</RequestId></Error>"
    }

    static let keyBrought = FlixuFilesProblem(
        status: 400, code: "InvalidArgument",
        message: "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query "
            + "string parameter or the Authorization header should be specified")
    static let expired = FlixuFilesProblem(
        status: 403, code: "AccessDenied", message: "Request has expired")
    static let denied = FlixuFilesProblem(status: 403, code: "AccessDenied", message: "Access Denied")
    static let unsigned = FlixuFilesProblem(
        status: 403, code: "SignatureDoesNotMatch",
        message: "The request signature we calculated does not match the signature you provided.")
    static let noSuchKey = FlixuFilesProblem(
        status: 404, code: "NoSuchKey", message: "The specified key does not exist.")

    static func slowDown(_ status: Int) -> FlixuFilesProblem {
        FlixuFilesProblem(status: status, code: "SlowDown", message: "Please reduce your request rate.")
    }
}
