import Foundation

/// What proves to a service who is calling; prints redacted wherever it goes.
///
/// A credential is sent to the client's own origin only (scheme, host and port), never across a redirect to another.
public struct Credential: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private enum Source: Sendable {
        case value(String)
        case environment(String)
        case provider(@Sendable () async throws -> String)
        case none
    }

    private let source: Source

    /// A key that is at hand. White space around it is removed.
    public static func value(_ key: String) -> Credential { Credential(source: .value(key)) }

    /// A key in an environment variable, read when a client is made.
    public static func environment(_ name: String) -> Credential { Credential(source: .environment(name)) }

    /// A key or token that is asked for at each attempt, such as one that is renewed; cache it yourself.
    public static func provider(_ provider: @escaping @Sendable () async throws -> String) -> Credential {
        Credential(source: .provider(provider))
    }

    /// No credential: only what the service gives to everybody can be called.
    public static var none: Credential { Credential(source: .none) }

    /// The kind of credential, never its value.
    public var description: String {
        switch source {
        case .value: "Credential(value: [redacted])"
        case .environment(let name): "Credential(environment: \(name))"
        case .provider: "Credential(provider)"
        case .none: "Credential(none)"
        }
    }

    /// The kind of credential, never its value.
    public var debugDescription: String { description }

    /// A mirror without children, so that `dump` shows no secret.
    public var customMirror: Mirror { Mirror(self, children: []) }

    /// Reads the environment now, so that a missing variable is an error where the client is made.
    package func resolvingEnvironment(_ variables: [String: String]) throws -> Credential {
        guard case .environment(let name) = source else { return self }
        guard let key = variables[name]?.trimmingCharacters(in: .whitespacesAndNewlines), !key.isEmpty else {
            throw ClientError(
                .missingCredential,
                "No API key: the environment variable \(name) is not set. Set it, or pass a credential to the client."
            )
        }
        return .value(key)
    }

    /// The key to send, `nil` when there is none.
    package func key() async throws -> String? {
        let key: String
        switch source {
        case .value(let value): key = value
        case .environment(let name):
            guard let value = ProcessInfo.processInfo.environment[name] else { return nil }
            key = value
        case .provider(let provider): key = try await provider()
        case .none: return nil
        }
        let trimmed = key.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !trimmed.isEmpty else { return nil }
        guard trimmed.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7F }) else {
            throw ClientError(
                .missingCredential,
                "The API key holds a space, a control or a non-ASCII character, so it can't be sent. Copy it again."
            )
        }
        return trimmed
    }
}
