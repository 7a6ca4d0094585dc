import Foundation

/// What happened to one call so far: how often it was tried, whether it may have been applied, and with which key.
///
/// Reckoned from what went over the wire, so that no middleware can make a lost answer look harmless.
final class CallTracker: Sendable {
    private struct State: Sendable {
        var attempts = 0
        /// Requests that left and did not provably come to nothing.
        var open = 0
    }

    private let state = SendableBox(State())
    /// The key that was sent last, to be kept out of error texts.
    let lastKey = SendableBox<String?>(nil)

    var attempts: Int { state.current.attempts }

    /// Whether the service may have done what was asked.
    var mayHaveBeenApplied: Bool { state.current.open > 0 }

    func beginAttempt() { state.withLock { $0.attempts += 1 } }

    func beginRequest() { state.withLock { $0.open += 1 } }

    /// The request came to nothing: no connection was made, or the answer was a 4xx.
    func endRequestUnapplied() { state.withLock { $0.open -= 1 } }

    /// It was found out that nothing was applied.
    func forgetRequests() { state.withLock { $0.open = 0 } }
}

extension CallTracker {
    /// Takes the key out of a text.
    func redact(_ text: String) -> String {
        spellings.reduce(text) { text, key in
            text.replacingOccurrences(of: key, with: "[redacted]", options: .literal)
        }
    }

    /// Takes the key out of a body, as text, before a part of it is shown: a cut would leave half a key.
    func redact(_ body: Data) -> Data {
        lastKey.current == nil ? body : Data(redact(String(decoding: body, as: UTF8.self)).utf8)
    }

    /// Takes the key out of whatever an error shows.
    func redact(_ error: ClientError) -> ClientError {
        var error = error
        error.message = redact(error.message)
        error.bodyExcerpt = error.bodyExcerpt.map(redact)
        error.serviceCode = error.serviceCode.map(redact)
        error.requestID = error.requestID.map(redact)
        if let underlying = error.underlying, reveals(underlying) {
            error.underlying = (underlying as? TransportFailure).map {
                TransportFailure($0.reason, redact($0.message))
            }
        }
        return error
    }

    /// Whether the key is in what can be printed of an error.
    private func reveals(_ error: any Error) -> Bool {
        var text = String(reflecting: error)
        dump(error, to: &text, maxDepth: 10, maxItems: 1_000)
        return spellings.contains { text.contains($0) }
    }

    /// The key as it is, as JSON may escape it, and as a query holds it.
    private var spellings: [String] {
        guard let key = lastKey.current, key.count >= 4 else { return [] }
        let escaped = key.replacingOccurrences(of: "/", with: "\\/")
        let encoded = key.addingPercentEncoding(withAllowedCharacters: BaseAddress.unreserved) ?? key
        return [key, escaped, encoded]
    }
}
