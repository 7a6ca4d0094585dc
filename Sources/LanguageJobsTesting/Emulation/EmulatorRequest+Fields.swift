extension EmulatorRequest {
    /// What stands behind `Bearer` in `Authorization`; `nil` when that isn't there or isn't so.
    var bearerToken: String? {
        let parts = (headers["Authorization"] ?? "").split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].lowercased() == "bearer", !parts[1].isEmpty else { return nil }
        return String(parts[1])
    }

    /// The parameters of the content type; `nil` when it is not this one.
    func parameters(ofContentType type: String) -> HeaderParameters? {
        guard let written = headers["Content-Type"], let parsed = try? HeaderParameters(written),
            parsed.value == type
        else { return nil }
        return parsed
    }
}
