import Foundation

/// The API keys of an account (Falara docs, Authentication).
public struct FalaraAPIKeys: FalaraAPIKeyService {
    /// The longest name, in characters.
    public static let nameLimit = 100

    let client: ServiceClient

    init(_ client: ServiceClient) {
        self.client = client
    }

    /// All keys, without their values: `GET /api-keys`.
    public func list(options: CallOptions) async throws -> [FalaraAPIKey] {
        let endpoint = Endpoint<[FalaraAPIKey]>("apiKeys.list", .get, ["api-keys"], .safe) { data, _ in
            try WireCoding.decode(FalaraItems<FalaraAPIKey>.self, from: data).items
        }
        return try await client.send(endpoint, options: options)
    }

    /// Makes a key: `POST /api-keys`.
    ///
    /// It is sent once: a key that nobody knows of is one that nobody revokes.
    ///
    /// - Parameters:
    ///   - name: What it is called, at most 100 characters; one that no other key has is found again.
    ///   - options: What this call does differently.
    /// - Returns: The key with its value, which is shown this once.
    /// - Throws: ``ClientError``: `.invalidRequest` before anything is sent, `.forbidden` when the plan allows no more keys;
    ///   `.submissionUncertain` when it may have been made although no usable answer came: look for its name in
    ///   ``list(options:)`` and revoke it, since its value is lost. No error holds a key.
    public func create(name: String, options: CallOptions) async throws -> FalaraNewAPIKey {
        try FalaraCheck.name(name, "The key's name", limit: Self.nameLimit)
        var endpoint = Endpoint<FalaraNewAPIKey>("apiKeys.create", .post, ["api-keys"], .once) { data, _ in
            let key = try WireCoding.decode(FalaraNewAPIKey.self, from: data)
            try FalaraCheck.notBlank(key.secret.reveal(), "The key in the service's answer", "")
            return key
        }
        try endpoint.setBody(json: ["name": name])
        do {
            return try await client.send(endpoint, options: options)
        } catch var error as ClientError {
            guard error.code == .submissionUncertain else { throw error }
            // What came may have the key in it, under whatever name; so its words are left out, too.
            let cause = error.cause.components(separatedBy: " It said: ")[0]
            error.bodyExcerpt = nil
            error.underlying = nil
            error.message =
                "A key “\(name)” may have been made, although no usable answer came, and its value is lost. List the keys and "
                + "revoke it before making another. What happened: \(cause)"
            throw error
        }
    }

    /// Revokes a key at once: `DELETE /api-keys/{key_hash}`.
    ///
    /// - Parameters:
    ///   - hash: The key's ``FalaraAPIKey/hash``.
    ///   - options: What this call does differently.
    /// - Returns: What the service answers, as it is; `null` for nothing.
    /// - Throws: ``ClientError``: `.notFound` for one that is not there, also when a first sending revoked it and its answer
    ///   was lost.
    @discardableResult
    public func revoke(_ hash: String, options: CallOptions) async throws -> JSONValue {
        try await client.send(
            Endpoint(rawJSON: "apiKeys.revoke", .delete, ["api-keys", hash], .repeatable), options: options)
    }
}
