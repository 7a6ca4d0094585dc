#if Webhooks
import Crypto
public import Foundation

/// Takes Falara's webhooks: checks that the service signed them, just now, and that they come for the first time.
///
/// ```swift
/// let webhooks = FalaraWebhooks(secrets: [try .environment()])
/// // In the handler of whatever server; the body byte for byte as it came:
/// let event = try await webhooks.event(headers: ["X-Falara-Signature": signature, "X-Falara-Timestamp": timestamp], body: body)
/// signals.signal(event)                                           // ends the wait of whoever watches that job
/// ```
/// The signature is the HMAC-SHA256 of `timestamp.body` with the secret, in hexadecimal digits after `sha256=`; one whose
/// timestamp is more than 300 seconds off is refused (Falara docs, Webhooks). Needs the package trait `Webhooks`.
public struct FalaraWebhooks: Sendable {
    /// What the service signs.
    public enum Signing: Sendable, Hashable {
        /// The timestamp and the body, as documented.
        case timestampAndBody
        /// Also the body alone, which the Falara Shopware connector expects: **unsafe**, since nothing in it says when it was
        /// signed. Whoever sees one such webhook can send it again at any later time, and it is taken once it is no longer remembered.
        case bodyAloneToo
    }

    private let secrets: [FalaraWebhookSecret]
    private let signing: Signing
    private let tolerance: Duration
    private let replays: any FalaraReplayStore
    private let date: @Sendable () -> Date

    /// Makes a receiver.
    ///
    /// - Parameters:
    ///   - secrets: Those that are taken. During a rotation the new and the old one; without any nothing is taken.
    ///   - signing: What must be signed. Default: timestamp and body.
    ///   - tolerance: How far a timestamp may be off, either way. Default: 300 seconds (Falara docs, Webhooks).
    ///   - replays: Where those that came are remembered. Default: in memory.
    ///   - date: The clock. Default: the system's.
    public init(
        secrets: [FalaraWebhookSecret],
        signing: Signing = .timestampAndBody,
        tolerance: Duration = .seconds(300),
        replays: (any FalaraReplayStore)? = nil,
        date: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.secrets = secrets
        self.signing = signing
        self.tolerance = tolerance
        self.replays = replays ?? FalaraReplayMemory(date: date)
        self.date = date
    }

    /// Checks a webhook and reads it.
    ///
    /// - Parameters:
    ///   - headers: The request's fields; only `X-Falara-Signature` and `X-Falara-Timestamp` are looked at.
    ///   - body: The request's body, byte for byte.
    /// - Throws: ``ClientError``: `.webhookForged`, `.webhookExpired`, `.webhookReplayed` or `.webhookUnreadable`; each says in
    ///   its documentation what to answer. What the store of replays throws.
    public func event(headers: TransportHeaders, body: Data) async throws -> FalaraWebhookEvent {
        try await event(headers, body) { $0 }
    }

    /// Checks a webhook, reads it and hands it over; one whose handling throws is taken again when it comes again.
    ///
    /// - Throws: What ``event(headers:body:)`` throws, and what `handle` throws.
    public func event<Result>(
        headers: TransportHeaders, body: Data, handle: (FalaraWebhookEvent) async throws -> Result
    ) async throws -> Result {
        try await event(headers, body, handle)
    }

    private func event<Result>(
        _ headers: TransportHeaders, _ body: Data, _ handle: (FalaraWebhookEvent) async throws -> Result
    ) async throws -> Result {
        let fields = headers.values(for: "x-falara-signature")
        let signatures = try Self.signatures(fields.isEmpty ? nil : fields.joined(separator: ","))
        let stamp = headers["x-falara-timestamp"].flatMap(Self.timestamp)
        let signed = try check(signatures, stamp, body)
        let event = try Self.read(body, signed: signed)
        let id = SHA256.hash(data: signed.message).map { Self.digits($0) }.joined()
        guard try await replays.remember(id, until: signed.expiry) else {
            throw ClientError(
                .webhookReplayed, "The webhook came before and was taken. Answer 200 and do nothing.")
        }
        do {
            return try await handle(event)
        } catch {
            // The handler's own error is what its caller has to know of.
            try? await replays.forget(id)
            throw error
        }
    }

    /// What was signed, and until when it would be taken.
    private struct Signed {
        var message: Data
        var date: Date?
        var expiry: Date
    }

    private func check(_ signatures: [Data], _ stamp: Int64?, _ body: Data) throws -> Signed {
        let now = date()
        let window = tolerance / .seconds(1)
        if let stamp {
            let message = Data("\(stamp).".utf8) + body
            if isValid(signatures, message) {
                let signedAt = Date(timeIntervalSince1970: Double(stamp))
                guard abs(now.timeIntervalSince(signedAt)) <= window else {
                    throw ClientError(
                        .webhookExpired,
                        "The webhook was signed \(Int(now.timeIntervalSince(signedAt))) seconds ago, and \(Int(window)) are allowed. Answer 401; if it is new, check this machine's clock."
                    )
                }
                return Signed(
                    message: message, date: signedAt, expiry: signedAt.addingTimeInterval(window + 1))
            }
        }
        if signing == .bodyAloneToo, isValid(signatures, body) {
            return Signed(message: body, date: nil, expiry: now.addingTimeInterval(window))
        }
        throw ClientError(
            .webhookForged,
            "The webhook's signature is not one of the service's with \(secrets.count == 1 ? "the secret" : "any of the \(secrets.count) secrets"). Answer 401. If it is the service's: give the body byte for byte, and the secret that was set."
        )
    }

    /// Whether a signature is one of a message; how long that takes tells nothing about the secrets.
    private func isValid(_ signatures: [Data], _ message: Data) -> Bool {
        var isValid = false
        for secret in secrets {
            let key = SymmetricKey(data: Data(secret.text.utf8))
            for signature in signatures
            where HMAC<SHA256>.isValidAuthenticationCode(signature, authenticating: message, using: key) {
                isValid = true
            }
        }
        return isValid
    }

    private static func read(_ body: Data, signed: Signed) throws -> FalaraWebhookEvent {
        do {
            var event = try WireCoding.decode(FalaraWebhookEvent.self, from: body)
            event.signedAt = signed.date
            return event
        } catch {
            throw ClientError(
                .webhookUnreadable,
                "The webhook is signed, but its body is not the JSON object of an event. Answer 400, and report it to the service.",
                underlying: error)
        }
    }
}

extension FalaraWebhooks {
    /// More in one field are nobody's.
    private static let mostSignatures = 8

    private static func signatures(_ field: String?) throws -> [Data] {
        guard let field, !field.isEmpty else {
            throw ClientError(
                .webhookForged,
                "The request has no X-Falara-Signature: it is no webhook of the service. Answer 401.")
        }
        return field.split(separator: ",").prefix(mostSignatures).compactMap { part in
            let text = part.trimmingCharacters(in: .whitespaces)
            return text.lowercased().hasPrefix("sha256=") ? bytes(text.dropFirst(7)) : nil
        }
    }

    private static func timestamp(_ field: String) -> Int64? {
        let text = field.trimmingCharacters(in: .whitespaces)
        // No sign, no zero before it: the digits are what was signed.
        guard let first = text.utf8.first, first != UInt8(ascii: "0"), text.utf8.count <= 12,
            text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        return Int64(text)
    }

    /// 64 hexadecimal digits as bytes.
    private static func bytes(_ digits: Substring) -> Data? {
        let values = digits.unicodeScalars.map { scalar in
            scalar.isASCII ? Character(scalar).hexDigitValue : nil
        }
        guard values.count == 64 else { return nil }
        var bytes = Data(capacity: 32)
        for index in stride(from: 0, to: 64, by: 2) {
            guard let high = values[index], let low = values[index + 1] else { return nil }
            bytes.append(UInt8(high << 4 | low))
        }
        return bytes
    }

    private static func digits(_ byte: UInt8) -> String {
        let text = String(byte, radix: 16)
        return byte < 16 ? "0" + text : text
    }
}
#else
/// Takes Falara's webhooks: needs the package trait `Webhooks`.
@available(
    *, unavailable,
    message: "Enable the trait where your Package.swift names this package: traits: [\"Webhooks\"]"
)
public struct FalaraWebhooks: Sendable {
    /// Not without the trait.
    public init(secrets: [FalaraWebhookSecret]) {}
}
#endif
