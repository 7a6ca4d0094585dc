/// Checks that need no service.
enum FlixuCheck {
    static func notEmpty(_ text: String, _ what: String, _ advice: String) throws {
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw ClientError(.invalidRequest, "\(what) is empty. \(advice)")
        }
    }

    /// Two languages that can be translated between: both named, and not the same (Flixu docs, Translate Text).
    static func languages(_ source: String, _ target: String) throws {
        try notEmpty(source, "The source language", "Name it, such as “en”.")
        try notEmpty(target, "A target language", "Name it, such as “de”.")
        guard !isSame(source, target) else {
            throw ClientError(
                .invalidRequest,
                "The target language “\(target)” is the source language. Name another, or leave it out.")
        }
    }

    /// Whether two codes name one language, however they are spelled: `zh-TW`, `zh_tw`.
    static func isSame(_ one: String, _ other: String) -> Bool { folded(one) == folded(other) }

    /// A code in the one spelling that codes are compared by.
    static func folded(_ code: String) -> String {
        code.lowercased().replacing("_", with: "-")
    }
}
