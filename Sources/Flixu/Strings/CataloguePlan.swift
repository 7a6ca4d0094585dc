/// Which texts of a catalogue go into which languages: languages that lack the same are asked for together.
struct CataloguePlan {
    struct Request {
        let strings: FlixuStrings
        /// The languages, as the service calls them.
        var codes: [String]
    }

    private(set) var requests: [Request] = []

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
        var places: [Set<String>: Int] = [:]
        for code in order {
            guard let keys = lacking[code], !keys.isEmpty else { continue }
            if let place = places[keys] {
                requests[place].codes.append(code)
            } else {
                places[keys] = requests.count
                let entries = catalogue.units.filter { keys.contains($0.key) }
                    .map { FlixuStrings.Entry(key: $0.key, text: $0.text) }
                requests.append(Request(strings: FlixuStrings(entries), codes: [code]))
            }
        }
    }
}
