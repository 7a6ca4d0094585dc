import LDXHub

/// A model or an engine as a list of a terminal shows it.
struct CatalogueEntry {
    let text: String

    init(_ model: LDXModel) {
        var lines = [model.displayName.map { "\(model.id) (\($0))" } ?? model.id]
        lines += Self.conversions(model).map { "    \($0.from) → \($0.to)" }
        let languages = (model.supportedLanguages ?? []).map { language in
            language.displayName.map { "\(language.code) (\($0))" } ?? language.code
        }
        if !languages.isEmpty { lines.append("    languages: \(languages.joined(separator: ", "))") }
        text = lines.joined(separator: "\n")
    }

    /// The formats of outputs, by the format of the input, in the service's order.
    private static func conversions(_ model: LDXModel) -> [(from: String, to: String)] {
        var order: [LDXFormat] = []
        var outputs: [LDXFormat: [String]] = [:]
        for conversion in model.supportedConversions ?? [] {
            if outputs[conversion.from] == nil { order.append(conversion.from) }
            outputs[conversion.from, default: []].append(conversion.to.rawValue)
        }
        return order.map { ($0.rawValue, (outputs[$0] ?? []).joined(separator: ", ")) }
    }
}
