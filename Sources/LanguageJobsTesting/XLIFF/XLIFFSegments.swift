/// The segments of a document in its order, read one by one as they are asked for.
public struct XLIFFSegments: RandomAccessCollection, Sendable {
    let storage: XLIFFStorage
    let replacements: [Int: [UInt8]]

    /// The position of the first segment, 0.
    public var startIndex: Int { 0 }

    /// The position after the last segment.
    public var endIndex: Int { storage.index.segments.count }

    /// The segment at a position.
    public subscript(position: Int) -> XLIFFSegment {
        XLIFFSegment(storage: storage, position: position, replacement: replacements[position])
    }
}
