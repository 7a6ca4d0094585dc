public import Foundation

/// Where the service tells of jobs that ended, one place a key (Falara docs, Webhooks).
public struct FalaraWebhookSettings: FalaraWebhookSettingsService {
    let client: ServiceClient

    init(_ client: ServiceClient) {
        self.client = client
    }

    /// The place that is set: `GET /webhooks/config`.
    ///
    /// - Returns: `nil` when none is: the docs show nulls then, and the Falara Shopware connector knows a 404.
    public func current(options: CallOptions) async throws -> FalaraWebhookTarget? {
        var endpoint = Endpoint<FalaraWebhookTarget?>(
            "webhookSettings.current", .get, ["webhooks", "config"], .safe
        ) { data, metadata in
            guard metadata.status != 404 else { return nil }
            let target = try WireCoding.decode(FalaraWebhookTarget.self, from: data)
            return target.url == nil ? nil : target
        }
        endpoint.accepted = [404]
        return try await client.send(endpoint, options: options)
    }

    /// Sets the place and the secret that deliveries are signed with: `PUT /webhooks/config`.
    ///
    /// - Parameters:
    ///   - url: An https address that is not in the service's own network.
    ///   - secret: What deliveries are signed with; never in an error. Give the same to ``FalaraWebhooks``.
    ///   - options: What this call does differently.
    /// - Throws: ``ClientError``: `.invalidRequest` before anything is sent, `.rejected` for an address that the service does
    ///   not reach.
    @discardableResult
    public func set(_ url: URL, secret: FalaraWebhookSecret, options: CallOptions) async throws
        -> FalaraWebhookTarget
    {
        guard url.scheme?.lowercased() == "https", let host = url.host(), !host.isEmpty else {
            throw ClientError(
                .invalidRequest,
                "A webhook's address must be https, with a host. Give one such as https://example.com/hook.")
        }
        var endpoint = Endpoint<FalaraWebhookTarget>(
            "webhookSettings.set", .put, ["webhooks", "config"], .repeatable)
        try endpoint.setBody(
            json: FalaraWebhookTargetRequest(url: url.absoluteString, secret: FalaraSecret(secret.text)))
        do {
            return try await client.send(endpoint, options: options)
        } catch let error as ClientError {
            throw error.without(secret.text)
        }
    }

    /// Ends deliveries: `DELETE /webhooks/config`.
    ///
    /// - Returns: What the service answers, as it is; `null` for nothing, and when nothing was set.
    @discardableResult
    public func remove(options: CallOptions) async throws -> JSONValue {
        var endpoint = Endpoint<JSONValue>(
            rawJSON: "webhookSettings.remove", .delete, ["webhooks", "config"], .repeatable)
        // Also what a second sending is told when the first did it.
        endpoint.accepted = [404]
        let decode = endpoint.decode
        endpoint.decode = { data, metadata in
            metadata.status == 404 ? .null : try decode(data, metadata)
        }
        return try await client.send(endpoint, options: options)
    }
}

extension ClientError {
    /// The same error without a secret that the request held: a service that refuses a request may repeat it.
    func without(_ secret: String) -> ClientError {
        var copy = self
        copy.message = Self.text(message, without: secret)
        copy.bodyExcerpt = bodyExcerpt.map { Self.text($0, without: secret) }
        copy.serviceCode = serviceCode.map { Self.text($0, without: secret) }
        // What it holds is in the message already.
        copy.underlying = nil
        return copy
    }

    private static func text(_ text: String, without secret: String) -> String {
        let spelled = (try? JSONValue.string(secret).text()) ?? Data()
        let escaped = String(decoding: spelled.dropFirst().dropLast(), as: UTF8.self)
        var text = text
        for form in [secret, escaped, escaped.replacing("/", with: #"\/"#)] where !form.isEmpty {
            text = text.replacingOccurrences(of: form, with: "[redacted]", options: .literal)
            // Excerpts are cut, perhaps in the middle of it.
            if let part = (4..<form.count).reversed().first(where: { text.hasSuffix(form.prefix($0)) }) {
                text = text.dropLast(part) + "[redacted]"
            }
        }
        return text
    }
}
