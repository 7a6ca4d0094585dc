/// Checks that need no service.
enum FalaraCheck {
    static func notBlank(_ text: String, _ what: String, _ advice: String) throws {
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw ClientError(.invalidRequest, "\(what) is empty. \(advice)")
        }
    }

    static func name(_ name: String, _ what: String, limit: Int) throws {
        try notBlank(name, what, "Give one.")
        guard name.count <= limit else {
            throw ClientError(
                .invalidRequest,
                "\(what) has \(name.count) characters, and the service takes \(limit). Shorten it.")
        }
    }
}
