/// The plural categories of languages, for whole and broken numbers (Unicode CLDR, Language Plural Rules).
enum PluralCategories {
    /// `nil`: the language is not in the table, and nothing is said about it.
    static func needed(by language: String) -> Set<String>? {
        let base = language.lowercased().split(whereSeparator: { $0 == "-" || $0 == "_" }).first
        return base.flatMap { table[String($0)] }
    }

    private static let table: [String: Set<String>] = {
        let rows: [(languages: String, categories: Set<String>)] = [
            ("bo id ja jv km ko lo ms my su th to vi wo yo yue zh", ["other"]),
            (
                "af am an as az bg bn da de el en eo et eu fa fi fil fo fy gl gu ha hi hu hy ia is ka kk kl kn ku ky lb mk ml mn mr "
                    + "nb ne nl nn no or pa ps rm sd si so sq sv sw ta te tg tk tr ug ur uz xh zu",
                ["one", "other"]
            ),
            ("ca es fr it pt", ["one", "many", "other"]),
            ("he", ["one", "two", "other"]),
            ("lv", ["zero", "one", "other"]),
            ("bs hr ro sr", ["one", "few", "other"]),
            ("gd sl", ["one", "two", "few", "other"]),
            ("be cs lt pl ru sk uk", ["one", "few", "many", "other"]),
            ("br ga gv mt", ["one", "two", "few", "many", "other"]),
            ("ar cy", ["zero", "one", "two", "few", "many", "other"]),
        ]
        var table: [String: Set<String>] = [:]
        for row in rows {
            for language in row.languages.split(separator: " ") { table[String(language)] = row.categories }
        }
        return table
    }()
}
