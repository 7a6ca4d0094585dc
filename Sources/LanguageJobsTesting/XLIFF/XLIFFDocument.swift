public import Foundation

/// An XLIFF document, version 1.2 or 2.x, that keeps every byte which is not asked to change.
///
/// ```swift
/// var document = try XLIFFDocument(parsing: Data(contentsOf: url))
/// for segment in document.segments where segment.target == nil {
///     try document.replaceTarget(of: segment, with: segment.source)
/// }
/// try document.serialized().write(to: url)
/// ```
///
/// UTF-8 and UTF-16 with a byte order mark are read, and written back as they came, with their line ends,
/// comments and spacing. Nothing outside of the file is fetched, and a document type that declares entities
/// is refused. Reading takes time and memory proportional to the file.
public struct XLIFFDocument: Sendable {
    let storage: XLIFFStorage
    /// The contents of replaced targets by position of their segment, escaped.
    private(set) var replacements: [Int: [UInt8]] = [:]
    /// The elements attached to units by position of the unit.
    private(set) var extensions: [Int: [XLIFFExtension]] = [:]

    /// Reads a document.
    /// - Throws: An error with the line of the first fault.
    public init(parsing data: Data) throws(XLIFFError) {
        let encoding = try XMLEncoding(of: data)
        let bytes = try encoding.decoded(data)
        let index = try XLIFFIndexer.index(bytes, encoding: encoding)
        storage = XLIFFStorage(bytes: bytes, encoding: encoding, index: index)
    }

    /// The version as the document writes it: `1.2`, `2.0`, `2.1` or `2.2`.
    public var version: String { storage.index.version }

    /// The language to translate from, for example `en-US`; in 1.2 that of the first `<file>`.
    public var sourceLanguage: String? { storage.index.files.first?.sourceLanguage }

    /// The language to translate to, or `nil` where the document does not say; in 1.2 that of the first
    /// `<file>`.
    public var targetLanguage: String? { storage.index.files.first?.targetLanguage }

    /// The segments in the order of the document, with the targets as replaced so far.
    public var segments: XLIFFSegments {
        XLIFFSegments(storage: storage, replacements: replacements)
    }

    /// Replaces the content of a segment's `<target>`, whose attributes stay; a missing one is added after
    /// the source.
    ///
    /// Content that equals what the target holds already changes nothing.
    /// - Throws: `invalidTarget` where the segment is of another document, the content has a tag that
    ///   neither the source nor the target of the segment has, the tags do not nest, or the text has a
    ///   character that XML cannot hold.
    public mutating func replaceTarget(
        of segment: XLIFFSegment, with content: XLIFFContent
    ) throws(XLIFFError) {
        guard segment.storage === storage else {
            throw XLIFFError(
                .invalidTarget, "The segment \(segment.id) is of another document. Take it from this one.")
        }
        try XLIFFTargetCheck(segment).check(content)
        let original = segment.record.target.map(storage.content)
        replacements[segment.position] = content == original ? nil : content.encoded()
    }

    /// Adds an element of another namespace to the unit of a segment, where the schema of its version allows
    /// one.
    package mutating func attach(_ element: XLIFFExtension, toUnitOf segment: XLIFFSegment) {
        extensions[segment.record.unit, default: []].append(element)
    }

    /// The document as a file, byte for byte what was read but for the replaced targets.
    public func serialized() -> Data {
        XLIFFWriter(self).write()
    }
}
