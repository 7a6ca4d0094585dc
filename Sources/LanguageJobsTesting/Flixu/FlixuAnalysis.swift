import Foundation

/// What an analysis says of a text, by a few words that are known: no model reads it.
struct FlixuAnalysis {
    private static let functionWords: [(code: String, words: Set<String>)] = [
        ("en", ["the", "and", "of", "is", "to", "with", "your", "our"]),
        ("de", ["der", "die", "das", "und", "nicht", "ist", "bei", "für"]),
        ("fr", ["le", "les", "et", "est", "une", "des", "dans", "vous"]),
        ("es", ["el", "los", "y", "es", "una", "por", "con", "para"]),
    ]
    private static let domains: [(name: String, tag: String, stems: [String])] = [
        ("Legal", "legal", ["liab", "contract", "clause", "haft", "vertrag", "schäden"]),
        ("Medical", "medical", ["patient", "dose", "clinical", "therap"]),
        ("Finance", "finance", ["invest", "revenue", "tax", "bilanz"]),
        ("Technical", "technical", ["server", "software", "install", "router"]),
    ]

    private let language: String
    private let domain: (name: String, tag: String, stems: [String])?
    private let words: [String]
    private let title: String

    init(of text: String) {
        words = text.lowercased().split { !$0.isLetter }.map(String.init)
        language = Self.language(text, words)
        let words = words
        // Digits and signs have no words; their title is how the text begins.
        title =
            words.isEmpty
            ? String(
                text.split(maxSplits: 4, whereSeparator: \.isWhitespace).prefix(4).joined(separator: " ")
                    .prefix(60))
            : words.prefix(4).map(\.capitalized).joined(separator: " ")
        domain = Self.domains.first { domain in
            words.contains { word in domain.stems.contains { word.hasPrefix($0) } }
        }
    }

    var members: [String: EmulatorJSON] {
        let isHard = domain != nil
        let levels = ["Low", "Medium", "High"]
        let length: EmulatorJSON = .string(levels[min(2, words.count / 20)])
        return [
            "detected_language": .string(language),
            "domain": .string(domain?.name ?? "General"),
            "formality": isHard ? "Formal" : "Neutral",
            "model_tier": isHard ? "premium" : words.count > 20 ? "standard" : "mini",
            "routing_confidence": .number(language == "auto" ? 0.5 : isHard ? 0.94 : 0.8),
            "risks": .object([
                "semanticRisk": isHard ? "High" : "Low", "implicitMeaningLoad": length,
                "discourseComplexity": length, "constraintSaturation": isHard ? "High" : "Low",
                "crossCulturalRisk": "Low",
            ]),
            "tags": domain.map { .array([.string($0.tag)]) } ?? .null,
            "title": .string(title),
        ]
    }

    /// The language that the script or most function words speak for; `auto`: none.
    private static func language(_ text: String, _ words: [String]) -> String {
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x3040...0x30FF: return "ja"
            case 0xAC00...0xD7A3: return "ko"
            case 0x0590...0x05FF: return "he"
            case 0x0600...0x06FF: return "ar"
            default: continue
            }
        }
        if text.unicodeScalars.contains(where: { (0x4E00...0x9FFF).contains($0.value) }) { return "zh" }
        let counts = functionWords.map { language in words.count { language.words.contains($0) } }
        guard let most = counts.max(), most > 0, counts.count(where: { $0 == most }) == 1,
            let place = counts.firstIndex(of: most)
        else { return "auto" }
        return functionWords[place].code
    }
}
