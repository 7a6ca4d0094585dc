import Foundation

/// The emulator's translation: a function of what was sent, marked with the target language.
///
/// `Hallo {name}` into English gives `[en] Hallo {name}`: placeholders and tags stay, and so do spaces around. Terms
/// of glossaries are put in where the source has them.
struct FalaraTranslator: Sendable {
    let targetLanguage: String
    /// Terms of the source language in lower case, and what they are called, longest first.
    private let terms: [(source: String, target: String)]

    init(targetLanguage: String, terms: [String: String] = [:]) {
        self.targetLanguage = targetLanguage
        self.terms = terms.filter { !$0.key.isEmpty }
            .sorted { ($1.key.count, $0.key) < ($0.key.count, $1.key) }.map { ($0.key, $0.value) }
    }

    func translate(_ text: String) -> String {
        guard let first = text.firstIndex(where: { !$0.isWhitespace }) else { return text }
        return text[..<first] + "[\(targetLanguage)] " + withTerms(String(text[first...]))
    }

    /// The translation of text with tags, which keeps each tag in its place.
    func translate(_ content: XLIFFContent) -> XLIFFContent {
        var isMarked = false
        return XLIFFContent(
            content.pieces.map { piece in
                guard case .text(let text) = piece else { return piece }
                guard !isMarked, text.contains(where: { !$0.isWhitespace }) else {
                    return .text(withTerms(text))
                }
                isMarked = true
                return .text(translate(text))
            })
    }

    private func withTerms(_ text: String) -> String {
        terms.reduce(text) { text, term in
            text.replacingOccurrences(of: term.source, with: term.target, options: .caseInsensitive)
        }
    }
}
