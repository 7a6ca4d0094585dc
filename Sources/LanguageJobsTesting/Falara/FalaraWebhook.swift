import Foundation

/// What a key had configured from a moment on (Falara docs, Webhooks); nothing, where it has no address.
struct FalaraWebhook: Sendable {
    let since: Duration
    let target: (url: String, secret: String)?

    /// The documents' names; the connector's variant sends its own.
    static func fields(_ style: FalaraPlan.Style) -> [FalaraField] {
        guard style == .connector else {
            return [.required("webhook_url", .anyText), .required("webhook_secret", .anyText)]
        }
        return ["webhook_url", "webhook_secret", "url", "secret"].map { .optional($0, .anyText) }
    }

    /// - Throws: ``FalaraProblem``: 400 for no HTTPS or a short secret, 422 for a host of an internal network.
    static func checked(_ body: FalaraBody) throws -> (url: String, secret: String) {
        guard let url = body.string("webhook_url") ?? body.string("url") else {
            throw FalaraProblem.invalid([.missing(["body", "webhook_url"])])
        }
        guard let secret = body.string("webhook_secret") ?? body.string("secret") else {
            throw FalaraProblem.invalid([.missing(["body", "webhook_secret"])])
        }
        guard let components = URLComponents(string: url), components.scheme?.lowercased() == "https",
            let host = components.host, !host.isEmpty
        else { throw FalaraProblem(400, "The webhook URL must use HTTPS.") }
        guard secret.count >= 16 else {
            throw FalaraProblem(400, "The webhook secret must have at least 16 characters.")
        }
        guard !isInternal(host.lowercased()) else {
            throw FalaraProblem(422, "The webhook URL resolves to an internal network.")
        }
        return (url, secret)
    }

    private static func isInternal(_ host: String) -> Bool {
        if host.hasPrefix("[") || host.contains(":") {
            let address = host.drop { $0 == "[" }
            return address.hasPrefix("::")
                || ["fc", "fd", "fe8", "fe9", "fea", "feb"].contains { address.hasPrefix($0) }
        }
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        if numbers.count == 4, let first = numbers[0], let second = numbers[1], numbers[2] != nil,
            numbers[3] != nil
        {
            return [0, 10, 127].contains(first) || first == 192 && second == 168
                || first == 169 && second == 254
                || first == 172 && (16...31).contains(second) || first == 100 && (64...127).contains(second)
        }
        return !host.contains(".") || [".local", ".localhost", ".internal"].contains { host.hasSuffix($0) }
    }

    static func json(_ webhook: FalaraWebhook?, _ form: FalaraForm) -> EmulatorJSON {
        let target = webhook?.target
        return .object([
            "webhook_url": target.map { .string($0.url) } ?? .null,
            "webhook_secret_masked": target.map { .string("whsec_****\($0.secret.suffix(4))") } ?? .null,
            "active": .bool(target != nil),
            "updated_at": target == nil ? .null : form.stamp(webhook?.since),
        ])
    }
}
