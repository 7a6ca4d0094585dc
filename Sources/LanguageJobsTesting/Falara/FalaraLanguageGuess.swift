/// Which language a text may be in, by its most frequent small words and its script.
struct FalaraLanguageGuess {
    private static let words: [(language: String, words: Set<String>)] = [
        (
            "de",
            ["der", "die", "das", "und", "ist", "nicht", "wir", "ein", "eine", "zu", "mit", "für", "guten"]
        ),
        ("en", ["the", "and", "is", "of", "to", "in", "a", "you", "are", "for", "with", "not", "how"]),
        (
            "fr",
            ["le", "la", "les", "et", "est", "vous", "je", "un", "une", "des", "bonjour", "comment", "allez"]
        ),
        ("es", ["el", "los", "y", "es", "que", "no", "una", "por", "con", "para", "hola", "cómo", "está"]),
        ("it", ["il", "lo", "gli", "e", "che", "non", "una", "per", "con", "sono", "ciao", "come", "di"]),
    ]

    /// The languages, the likeliest first, with weights.
    private let ranking: [(language: String, weight: Int)]

    init(_ text: String) {
        let tokens = text.lowercased().split { !$0.isLetter }.map(String.init)
        var weights = Self.words.map { language, words in
            (language, 1 + 10 * tokens.count(where: words.contains))
        }
        if text.unicodeScalars.contains(where: { (0x3040...0x30FF).contains($0.value) }) {
            weights.append(("ja", 200))
        }
        // English where nothing speaks for another.
        ranking = weights.map { ($0.0, $0.0 == "en" ? $0.1 + 1 : $0.1) }.sorted { $0.1 > $1.1 }
    }

    var json: EmulatorJSON {
        let total = ranking.reduce(0) { $0 + $1.weight }
        let shares = ranking.map { entry in
            EmulatorJSON.object([
                "language": .string(entry.language),
                "confidence": .number(Double(entry.weight * 100 / total) / 100),
            ])
        }
        guard case .object(let first)? = shares.first else { return .null }
        return .object(first.merging(["alternatives": .array(Array(shares.dropFirst().prefix(2)))]) { $1 })
    }
}
