/// A source and its target: a `<trans-unit>` of XLIFF 1.2, a `<segment>` of 2.x.
///
/// A value of the time it was taken: replacing the target in the document does not change it. It reads its
/// parts from the document's bytes when they are asked for.
public struct XLIFFSegment: Identifiable, Sendable {
    let storage: XLIFFStorage
    let position: Int
    let replacement: [UInt8]?

    /// Names the segment within its document, and stays the same when targets change.
    ///
    /// It is the number of the `<file>`, the `id` of the unit and, in 2.x, that of the segment: `1/greeting`,
    /// `1/u3/s1`. A missing `id` is replaced by a number, `1/u3/#2`; a repeated one gets a suffix,
    /// `1/greeting~2`.
    public var id: String { storage.index.identifier(ofSegment: position, storage.bytes) }

    /// The text to translate.
    public var source: XLIFFContent { storage.content(record.source) }

    /// The translation, or `nil` where the segment has no `<target>`.
    public var target: XLIFFContent? {
        if let replacement { return storage.content(replacement) }
        return record.target.map(storage.content)
    }

    /// The notes of the unit: those in the `<trans-unit>` of 1.2, those in the `<notes>` of a 2.x unit, which
    /// its segments share.
    public var notes: [String] {
        storage.index.notes[unit.notes].map {
            XLIFFContent(storage.bytes, $0, storage.index.family).plainText
        }
    }

    /// Whether the source has digits and no letters, in any script, for example `1,200` or `１２％`.
    public var isNumeric: Bool {
        var hasDigit = false
        for scalar in source.plainText.unicodeScalars {
            if scalar.properties.isAlphabetic { return false }
            if scalar.properties.numericType != nil { hasDigit = true }
        }
        return hasDigit
    }

    /// The languages of the `<file>` that the segment is in.
    var languages: XLIFFIndex.File { storage.index.files[unit.file] }

    /// What tells the segments of a unit apart, or `nil` in 1.2, where the unit is the segment.
    var identifierInUnit: String? {
        guard storage.index.family == .two else { return nil }
        return record.id.map { XMLText.decoded(storage.bytes, $0) } ?? "#\(record.ordinal)"
    }

    var record: XLIFFIndex.Segment { storage.index.segments[position] }

    var unit: XLIFFIndex.Unit { storage.index.units[record.unit] }
}
