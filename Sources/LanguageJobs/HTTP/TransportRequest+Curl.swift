import Foundation

extension TransportRequest {
    /// The request as a curl command that can be shown: keys and the query's values are left out.
    ///
    /// Header fields whose names tell of a secret (authorization, key, token, secret, cookie, signature) are redacted;
    /// a body is described by its size.
    public func curlCommand() -> String {
        var parts = ["curl", "--request", method.rawValue, Self.quote(Self.redact(url.absoluteString))]
        for field in headers.fields {
            parts += [
                "--header",
                Self.quote("\(field.name): \(Self.isSecret(field.name) ? "[redacted]" : field.value)"),
            ]
        }
        switch body {
        case .empty: break
        case .bytes(let data): parts += ["--data-binary", Self.quote("[\(data.count) bytes]")]
        case .file(let url): parts += ["--data-binary", Self.quote("@\(url.lastPathComponent)")]
        case .stream(let length, _): parts += ["--data-binary", Self.quote("[\(length) bytes]")]
        }
        return parts.joined(separator: " ")
    }

    /// The address without the values of its query and without user and password.
    package static func redact(_ address: String) -> String {
        var shown = address
        if let scheme = shown.range(of: "://") {
            let authorityEnd = shown[scheme.upperBound...].firstIndex { "/?#".contains($0) } ?? shown.endIndex
            if let at = shown[scheme.upperBound..<authorityEnd].lastIndex(of: "@") {
                shown.replaceSubrange(scheme.upperBound...at, with: "")
            }
        }
        guard let mark = shown.firstIndex(of: "?") else { return shown }
        let names = shown[shown.index(after: mark)...].split(separator: "&").map { item in
            item.split(separator: "=", omittingEmptySubsequences: false).first.map(String.init) ?? ""
        }
        return shown[...mark] + names.map { "\($0)=[redacted]" }.joined(separator: "&")
    }

    package static func isSecret(_ headerName: String) -> Bool {
        let name = headerName.lowercased()
        return ["authorization", "key", "token", "secret", "cookie", "signature"].contains {
            name.contains($0)
        }
    }

    private static func quote(_ text: String) -> String {
        "'" + text.replacing("'", with: "'\\''") + "'"
    }
}
