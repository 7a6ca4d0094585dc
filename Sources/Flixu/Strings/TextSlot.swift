/// A text in a file, and where its translation goes.
struct TextSlot: Sendable {
    enum Spelling: Sendable {
        case json
        case strings
        /// A key of `.strings` that is its own text, `"OK";`: the translation is put after it.
        case stringsValue
    }

    let path: String
    let text: String
    let range: Range<Int>
    let spelling: Spelling

    func splice(_ translation: String) throws -> TextSplice {
        switch spelling {
        case .json: TextSplice(range: range, text: try JSONText.spelled(translation))
        case .strings: TextSplice(range: range, text: AppleStringsText.spelled(translation))
        case .stringsValue:
            TextSplice(range: range, text: Array(" = ".utf8) + AppleStringsText.spelled(translation))
        }
    }
}
