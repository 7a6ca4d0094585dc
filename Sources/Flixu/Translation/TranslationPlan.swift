/// Which texts go into which languages: languages that lack the same are asked for together.
struct TranslationPlan {
    struct Request {
        let strings: FlixuStrings
        /// The languages, as the service calls them.
        var codes: [String]
    }

    private(set) var requests: [Request] = []

    /// - Parameter lacking: The keys that each language lacks; a language once.
    init(_ lacking: [(code: String, keys: Set<String>)], of entries: [FlixuStrings.Entry]) {
        var places: [Set<String>: Int] = [:]
        for (code, keys) in lacking where !keys.isEmpty {
            if let place = places[keys] {
                requests[place].codes.append(code)
            } else {
                places[keys] = requests.count
                let strings = FlixuStrings(entries.filter { keys.contains($0.key) })
                requests.append(Request(strings: strings, codes: [code]))
            }
        }
    }

    init(_ catalogue: StringCatalogue, _ targets: [String], _ codes: [String: String], _ replacing: Bool) {
        // What languages of one code lack is asked for once.
        var order: [String] = []
        var lacking: [String: Set<String>] = [:]
        for target in targets {
            let code = codes[target] ?? target
            if lacking[code] == nil { order.append(code) }
            let units = catalogue.units(toTranslateInto: target, replacing: replacing)
            lacking[code, default: []].formUnion(units.map(\.key))
        }
        self.init(
            order.map { ($0, lacking[$0] ?? []) },
            of: catalogue.units.map { FlixuStrings.Entry(key: $0.key, text: $0.text) })
    }

    /// What parts of a batch did not bring.
    init(_ parts: [FlixuBatchPart], of batch: FlixuBatch) {
        var lacking: [String: Set<String>] = [:]
        for part in parts {
            for language in part.languages {
                let missing = part.keys.filter { part.translations[language]?[$0] == nil }
                lacking[language, default: []].formUnion(missing)
            }
        }
        self.init(batch.languages.map { ($0, lacking[$0] ?? []) }, of: batch.strings.entries)
    }
}
