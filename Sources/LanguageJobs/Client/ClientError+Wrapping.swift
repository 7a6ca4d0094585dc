package import Foundation

extension ClientError {
    /// One error type for whatever was thrown below.
    package init(wrapping error: any Error) {
        switch error {
        case let error as ClientError: self = error
        case let failure as TransportFailure: self.init(failure)
        default:
            self.init(
                .clientCodeFailed, "A middleware or another part of the program failed: \(type(of: error)).",
                underlying: error)
        }
    }

    private static let uncertainty =
        "The service may have done this although no usable answer came, so it was not sent again. "
        + "Look whether the job is there before submitting again. What happened: "

    /// What happened, without the advice of an error that says that something may have been applied.
    package var cause: String {
        message.hasPrefix(Self.uncertainty) ? String(message.dropFirst(Self.uncertainty.count)) : message
    }

    /// The error for a call that may have been applied although it failed.
    init(uncertain failure: ClientError) {
        self = failure
        code = .submissionUncertain
        message = Self.uncertainty + failure.message
        underlying = failure.underlying ?? failure
    }

    /// The error for a success whose body is not what is documented.
    init(undecodable error: any Error, _ metadata: ResponseMetadata, body: Data) {
        let isPage = body.first { !Self.isSpace($0) } == UInt8(ascii: "<")
        let page = isPage ? ServiceErrorBody(body, contentType: "text/html").message : nil
        let advice =
            page == nil
            ? "Report it with the request id."
            : "Check the base URL, and whether the network has a page of its own before it lets you out."
        self.init(
            .unexpectedResponse,
            "The service's answer can't be read: \(page ?? Self.explain(error)). \(advice)",
            underlying: error)
        self = with(metadata, body: body)
    }

    /// The same error with what the answer said; nothing that is set is replaced.
    func with(_ metadata: ResponseMetadata, body: Data) -> ClientError {
        var copy = self
        copy.status = status ?? metadata.status
        copy.requestID = requestID ?? metadata.requestID
        copy.bodyExcerpt = bodyExcerpt ?? body.excerpt
        return copy
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private static func explain(_ error: any Error) -> String {
        (error as? DecodingError)?.explanation ?? "\(type(of: error))"
    }
}

extension Data {
    /// The start of a body for people, at most 2,048 characters.
    package var excerpt: String { String(String(decoding: prefix(8_192), as: UTF8.self).prefix(2_048)) }
}
