import ExampleSupport
import Testing

@Suite("The width of a text in a terminal")
struct TextWidthTests {
    @Test(
        "counts letters of East Asia twice", arguments: [("abc", 3), ("", 0), ("請求書", 6), ("ｱ", 1), ("é", 1)])
    func width(text: String, columns: Int) {
        #expect(TextWidth.of(text) == columns)
    }

    @Test(
        "is filled or cut to what a column has",
        arguments: [
            ("abc", 5, false, "abc  "), ("abc", 5, true, "  abc"), ("abcdef", 5, false, "abcd…"),
            ("abcde", 5, false, "abcde"), ("請求書", 5, false, "請求…"), ("請求書", 4, false, "請… "),
            ("a\tb\n", 4, false, "a b "), ("abc", 0, false, ""),
        ])
    func fit(text: String, columns: Int, leading: Bool, expected: String) {
        #expect(TextWidth.fit(text, columns, leading: leading) == expected)
    }
}
