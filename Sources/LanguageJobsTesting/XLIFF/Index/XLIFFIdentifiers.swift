/// Keeps the identifiers of the segments of one file apart.
struct XLIFFIdentifiers {
    /// How many segments asked for an identifier.
    private var counts: [String: Int] = [:]

    /// Numbers the last segment where an earlier one has its identifier; the specification forbids such
    /// documents, and they exist.
    mutating func distinguishLastSegment(of index: inout XLIFFIndex, _ bytes: [UInt8]) {
        let last = index.segments.count - 1
        let identifier = index.identifier(ofSegment: last, bytes)
        var distinct = identifier
        index.segments[last].duplicate = counts[identifier, default: 0]
        while index.segments[last].duplicate > 0 {
            distinct = index.identifier(ofSegment: last, bytes)
            guard counts[distinct] != nil else { break }
            index.segments[last].duplicate += 1
        }
        counts[identifier] = index.segments[last].duplicate + 1
        if distinct != identifier { counts[distinct] = 1 }
    }
}

extension XLIFFIndex {
    /// The identifier of a segment: number of the file, unit and, in 2.x, segment, which documents number by
    /// `id`.
    ///
    /// `#` before a number and `~` after an identifier cannot stand in the identifiers of 2.x.
    func identifier(ofSegment position: Int, _ bytes: [UInt8]) -> String {
        let segment = segments[position]
        let unit = units[segment.unit]
        var identifier =
            "\(unit.file + 1)/" + (unit.id.map { XMLText.decoded(bytes, $0) } ?? "#\(unit.ordinal)")
        if family == .two {
            identifier += "/" + (segment.id.map { XMLText.decoded(bytes, $0) } ?? "#\(segment.ordinal)")
        }
        if segment.duplicate > 0 { identifier += "~\(segment.duplicate + 1)" }
        return identifier
    }
}
