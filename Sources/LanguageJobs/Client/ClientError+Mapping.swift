package import Foundation

extension ClientError {
    /// The error for an answer that is no success.
    package init(status: Int, headers: TransportHeaders, body: Data, now: Date) {
        let content = ServiceErrorBody(body, contentType: headers["content-type"])
        let said = content.message.map { " It said: \($0)" } ?? ""
        let (code, text) = Self.explain(status, location: headers["location"])
        self.init(
            code, (300..<400).contains(status) ? text : text + said, status: status,
            requestID: content.requestID ?? ResponseMetadata.requestID(in: headers),
            serviceCode: content.code, bodyExcerpt: content.excerpt,
            retryAfter: ServerHint.delay(headers, now: now, refused: status == 429))
    }

    /// The error for a success in HTTP's terms that holds the service's own error; its body without the key.
    init(_ refusal: ServiceRefusal, body: Data) {
        let content = ServiceErrorBody(body, contentType: nil)
        self.init(
            refusal.code, refusal.message + (content.message.map { " It said: \($0)" } ?? ""),
            requestID: content.requestID, serviceCode: content.code, bodyExcerpt: content.excerpt)
    }

    private static func explain(_ status: Int, location: String?) -> (Code, String) {
        switch status {
        case 300..<400:
            let target = location.map { " to \(redacted(location: $0))" } ?? ""
            return (
                .redirected, "The service answered with a redirect\(target), which this call does not follow."
            )
        case 401:
            return (
                .unauthorized, "The service does not accept the API key. Check that it is right and active."
            )
        case 402: return (.insufficientCredit, "The account has not enough credit.")
        case 403:
            return (.forbidden, "The API key may not do this. Check the plan and the rights of the key.")
        case 404: return (.notFound, "The service knows no such thing. Check the id and the base URL.")
        case 408: return (.requestTimedOut, "The service waited too long for the request. Try again.")
        case 409: return (.conflict, "The request conflicts with what is there already.")
        case 413: return (.fileTooLarge, "The service takes nothing of this size.")
        case 429: return (.rateLimited, "The service got too many requests. Wait, then try again.")
        case 400..<500: return (.rejected, "The service did not accept the request.")
        case 500...: return (.serviceFailed, "The service failed. Try again later.")
        default: return (.unexpectedResponse, "The service answered with the unexpected status \(status).")
        }
    }

    /// The error for a request that brought no answer.
    package init(_ failure: TransportFailure) {
        let code: Code =
            switch failure.reason {
            case .cannotResolveHost, .cannotConnect, .tlsFailed: .connectionFailed
            case .refused: .invalidRequest
            case .insecure: .insecureConnection
            case .bodyUnreadable: .fileUnavailable
            case .storageFull: .storageFull
            case .idleTimeout, .totalTimeout: .requestTimedOut
            case .responseTooLarge: .unexpectedResponse
            case .connectionLost, .other: .connectionLost
            }
        self.init(code, failure.message, underlying: failure)
    }

    /// A redirect's target without its query, which may hold a signature, and without user and password.
    package static func redacted(location: String) -> String {
        let shown = TransportRequest.redact(location)
        guard let mark = shown.firstIndex(where: { $0 == "?" || $0 == "#" }) else { return shown }
        return shown[..<mark] + "?[redacted]"
    }
}
