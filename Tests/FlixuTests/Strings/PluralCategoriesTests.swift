import Testing

@testable import Flixu

@Suite("Plural categories")
struct PluralCategoriesTests {
    @Test(
        "are those of Unicode CLDR, by the language before its region and script",
        arguments: [
            ("ja", ["other"]), ("zh-Hans", ["other"]), ("de", ["one", "other"]), ("en_GB", ["one", "other"]),
            ("pt-BR", ["many", "one", "other"]), ("FR", ["many", "one", "other"]),
            ("he", ["one", "other", "two"]),
            ("lv", ["one", "other", "zero"]), ("sr-Latn", ["few", "one", "other"]),
            ("sl", ["few", "one", "other", "two"]), ("uk", ["few", "many", "one", "other"]),
            ("ga", ["few", "many", "one", "other", "two"]),
            ("ar", ["few", "many", "one", "other", "two", "zero"]),
        ])
    func known(language: String, categories: [String]) {
        #expect(PluralCategories.needed(by: language)?.sorted() == categories)
    }

    @Test("are not guessed for other languages", arguments: ["tlh", "", "-", "x-klingon"])
    func unknown(language: String) {
        #expect(PluralCategories.needed(by: language) == nil)
    }
}
