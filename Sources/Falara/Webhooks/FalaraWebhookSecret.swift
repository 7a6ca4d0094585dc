import Foundation

/// The secret that Falara signs a webhook with; prints redacted wherever it goes.
public struct FalaraWebhookSecret: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// The shortest that the service takes, in characters (Falara docs, Webhooks).
    public static let minimumLength = 16

    let text: String

    /// Takes a secret.
    ///
    /// - Parameter text: As it was given to the service: at least 16 characters, each of them counts.
    /// - Throws: ``ClientError`` with `.missingCredential` for one that is too short.
    public init(_ text: String) throws {
        guard text.count >= Self.minimumLength else {
            throw ClientError(
                .missingCredential,
                "The webhook's secret has \(text.count) characters, and the service takes no fewer than \(Self.minimumLength). Give the one that was set for the webhook."
            )
        }
        self.text = text
    }

    /// Reads a secret from an environment variable.
    ///
    /// - Parameter name: Default: `FALARA_WEBHOOK_SECRET`.
    /// - Throws: ``ClientError`` with `.missingCredential` when it is not set or too short.
    public static func environment(_ name: String = "FALARA_WEBHOOK_SECRET") throws -> FalaraWebhookSecret {
        guard let text = ProcessInfo.processInfo.environment[name], !text.isEmpty else {
            throw ClientError(
                .missingCredential,
                "No webhook secret: the environment variable \(name) is not set. Set it, or pass a secret.")
        }
        return try FalaraWebhookSecret(text)
    }

    /// Never the secret.
    public var description: String { "FalaraWebhookSecret([redacted])" }

    /// Never the secret.
    public var debugDescription: String { description }

    /// A mirror without children, so that `dump` shows no secret.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
