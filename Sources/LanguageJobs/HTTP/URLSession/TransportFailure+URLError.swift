import Foundation

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// What was seen of an exchange before it failed.
struct ExchangeEvidence: Sendable {
    /// Whether bytes of the body left.
    var hasSentBody: Bool
    /// Whether the head of an answer came.
    var hasHead: Bool

    /// Whether the connection was made, whatever the error says.
    var hasConnection: Bool { hasSentBody || hasHead }
}

extension TransportFailure {
    /// Says what an error of URLSession means.
    init(_ error: any Error, after evidence: ExchangeEvidence) {
        let error = error as NSError
        let text = (error.userInfo[NSLocalizedDescriptionKey] as? String) ?? ""
        self.init(code: error.code, text: text, evidence: evidence)
    }

    /// Says what a code of `NSURLErrorDomain` with a text means.
    ///
    /// On Linux many failures share code -1, and -1004 is also given when an address of the host refused before
    /// another one answered: there the text, which is libcurl's, decides. Only what can be nothing else proves
    /// that nothing was sent.
    init(code: Int, text: String, evidence: ExchangeEvidence) {
        var reason = Self.reason(code: code, text: text)
        if evidence.hasConnection, TransportFailure(reason, "").provesNotSent { reason = .connectionLost }
        // The original names the whole address, whose query may be a secret.
        let underlying = NSError(
            domain: NSURLErrorDomain, code: code,
            userInfo: text.isEmpty ? [:] : [NSLocalizedDescriptionKey: text])
        let detail = text.isEmpty ? "URLSession error \(code)" : "\(text), URLSession error \(code)"
        self.init(reason, "\(reason.sentence) (\(detail)).", underlying: underlying)
    }

    private static func reason(code: Int, text: String) -> Reason {
        if CurlText.provesNoConnection(text) { return .cannotConnect }
        switch code {
        case NSURLErrorCannotFindHost, NSURLErrorDNSLookupFailed:
            return .cannotResolveHost
        case NSURLErrorCannotConnectToHost:
            #if canImport(FoundationNetworking)
            return .connectionLost
            #else
            return .cannotConnect
            #endif
        case NSURLErrorTimedOut:
            return .idleTimeout
        // From NSURLErrorClientCertificateRequired to NSURLErrorSecureConnectionFailed, whose value is wrong on Linux.
        case -1206 ... -1200:
            return .tlsFailed
        case NSURLErrorBadURL, NSURLErrorAppTransportSecurityRequiresSecureConnection:
            return .refused
        case NSURLErrorFileDoesNotExist, NSURLErrorFileIsDirectory, NSURLErrorNoPermissionsToReadFile:
            return .bodyUnreadable
        case NSURLErrorUnknown where CurlText.provesFailedHandshake(text):
            return .tlsFailed
        case NSURLErrorUnknown, NSURLErrorNetworkConnectionLost, NSURLErrorNotConnectedToInternet,
            NSURLErrorBadServerResponse, NSURLErrorCannotParseResponse, NSURLErrorCannotDecodeContentData,
            NSURLErrorCannotDecodeRawData, NSURLErrorUnsupportedURL, NSURLErrorCancelled:
            return .connectionLost
        default:
            return .other
        }
    }

    static func totalTimeout(_ total: Duration) -> TransportFailure {
        TransportFailure(.totalTimeout, "The answer was not complete after \(total).")
    }

    static func responseTooLarge(limit: Int) -> TransportFailure {
        TransportFailure(
            .responseTooLarge, "The answer's body is larger than the \(limit) bytes that were allowed for it."
        )
    }
}

extension TransportFailure.Reason {
    fileprivate var sentence: String {
        switch self {
        case .cannotResolveHost: "The host's name can't be resolved"
        case .cannotConnect: "No connection to the host can be made"
        case .tlsFailed: "No trusted TLS connection to the host can be made"
        case .refused: "The address can't be called"
        case .bodyUnreadable: "The file of the request's body can't be read"
        case .idleTimeout: "Nothing was sent or received for the whole idle timeout"
        case .connectionLost: "The connection broke, or the answer is not HTTP as it should be"
        default: "The request failed"
        }
    }
}
