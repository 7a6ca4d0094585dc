/// What an element is to XLIFF, which depends on where it stands: the `<source>` of an `<alt-trans>` is not
/// the source of a unit.
enum XLIFFRole: Equatable {
    case root
    case file
    /// An element that holds units or further containers.
    case container
    case unit
    /// The `<segment>` of 2.x; in 1.2 the unit is the segment.
    case segment
    case notes
    case source
    case segmentedSource
    case target
    case note
    case other

    /// The role of a child element by its local name.
    func child(_ name: String, _ family: XLIFFFamily) -> XLIFFRole {
        switch (family, self, name) {
        case (_, .root, "file"): .file
        case (.one, .file, "body"), (.one, .container, "group"), (.one, .container, "bin-unit"): .container
        case (.one, .container, "trans-unit"): .unit
        case (.one, .unit, "source"): .source
        case (.one, .unit, "seg-source"): .segmentedSource
        case (.one, .unit, "target"): .target
        case (.one, .unit, "note"): .note
        case (.two, .file, "group"), (.two, .container, "group"): .container
        case (.two, .file, "unit"), (.two, .container, "unit"): .unit
        case (.two, .unit, "segment"): .segment
        case (.two, .unit, "notes"): .notes
        case (.two, .notes, "note"): .note
        case (.two, .segment, "source"): .source
        case (.two, .segment, "target"): .target
        default: .other
        }
    }
}
