/// Translates HTML and XML: the text between tags.
enum MarkupTexts {
    /// What is passed over whole: its beginning, and its end.
    private static let islands = [
        ("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<script", "</script>"), ("<style", "</style>"),
    ]

    static func translated(_ text: String, _ translator: inout some TextTranslator) -> String {
        var output = ""
        var rest = text[...]
        while !rest.isEmpty {
            let run = rest.prefix { $0 != "<" }
            output += translator.translateWords(run)
            rest = rest[run.endIndex...]
            let end = tagEnd(rest)
            output += rest[..<end]
            rest = rest[end...]
        }
        return output
    }

    /// Where the tag ends, or what is passed over, that the rest begins with.
    private static func tagEnd(_ rest: Substring) -> Substring.Index {
        for (start, end) in islands where rest.hasPrefix(start) {
            return rest.firstRange(of: end)?.upperBound ?? rest.endIndex
        }
        return rest.firstIndex(of: ">").map { rest.index(after: $0) } ?? rest.endIndex
    }
}
