/// Where the parts of a document stand in its bytes; ranges only, so its size follows the number of segments.
struct XLIFFIndex: Sendable {
    struct File: Sendable {
        var sourceLanguage: String?
        var targetLanguage: String?
    }

    struct Unit: Sendable {
        let file: Int
        /// The value of the `id` attribute, `nil` where the unit has none.
        let id: Range<Int>?
        /// Counted from 1 within the file.
        let ordinal: Int
        /// After the start tag.
        let contentStart: Int
        /// After the last child element.
        var lastChildEnd: Int
        /// Into `XLIFFIndex.notes`.
        var notes: Range<Int>
    }

    struct Segment: Sendable {
        let unit: Int
        let id: Range<Int>?
        /// Counted from 1 within the unit.
        let ordinal: Int
        /// How many segments before this one have the same identifier but for this number.
        var duplicate: Int
        let source: Element
        let target: Element?
        /// Where a target belongs that is not there yet.
        let insertion: Int
    }

    /// An element whose content is text and inline tags.
    struct Element: Sendable {
        let tag: Range<Int>
        let content: Range<Int>
        /// Whether the element is written as one tag, `<target/>`.
        let isEmptyTag: Bool
    }

    var version = ""
    var family = XLIFFFamily.one
    var files: [File] = []
    var units: [Unit] = []
    var segments: [Segment] = []
    /// The contents of the notes that belong to units.
    var notes: [Range<Int>] = []
}
