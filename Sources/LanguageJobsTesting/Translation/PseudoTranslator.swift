/// Translates without a dictionary: a text comes back with the target language's mark before its first word.
///
/// `Hello %@` becomes `⟦de⟧ Hello %@`: nothing of the text is changed, so that placeholders, tags and line ends
/// stay, and no format that the text stands in gives the mark a meaning.
struct PseudoTranslator: Sendable {
    private let mark: String
    /// How many characters have come out, counted as Unicode scalars.
    private(set) var characters = 0

    init(to language: String) {
        mark = "⟦\(language)⟧ "
    }

    /// The translation of a text; one of white space only stays as it is.
    mutating func translate(_ text: some StringProtocol) -> String {
        let start = text.firstIndex { !$0.isWhitespace }
        let translated = start.map { "\(text[..<$0])\(mark)\(text[$0...])" } ?? String(text)
        characters += translated.unicodeScalars.count
        return translated
    }

    /// The translation of what stands in a document: without letters, as in `42`, it stays as it is.
    mutating func translateWords(_ text: some StringProtocol) -> String {
        text.unicodeScalars.contains(where: \.properties.isAlphabetic) ? translate(text) : String(text)
    }
}
