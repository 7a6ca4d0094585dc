import Foundation
import LanguageJobsTesting

#if canImport(FoundationXML)
import FoundationXML
#endif

/// What Foundation's XML parser finds in an XLIFF file, read without any of the code under test.
final class IndependentReading: NSObject, XMLParserDelegate {
    struct Segment: Equatable {
        var source = ""
        var target: String?
        var sourceTags: [String] = []
        var targetTags: [String] = []
        var notes: [String] = []
    }

    private(set) var segments: [Segment] = []
    private(set) var elementNames: [String] = []
    private(set) var isWellFormed = false
    private var path: [String] = []
    private var segment = Segment()
    private var unitNotes: [String] = []
    private var pending: [Segment] = []

    init(_ data: Data) {
        super.init()
        let parser = XMLParser(data: data)
        parser.shouldProcessNamespaces = true
        parser.delegate = self
        isWellFormed = parser.parse()
    }

    private static let nativeCode = ["bpt", "ept", "ph", "it"]

    /// `source`, `target` or `note` where the path leads into one of a unit, not of a match.
    private func place(_ path: [String]) -> String? {
        let heads = [["trans-unit"], ["unit", "segment"], ["unit", "notes"]]
        for head in heads {
            guard let start = path.indices.first(where: { path[$0...].starts(with: head) }) else { continue }
            let rest = path[(start + head.count)...]
            guard let name = rest.first, ["source", "target", "note"].contains(name) else { continue }
            return name
        }
        return nil
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String] = [:]
    ) {
        let isCore = namespaceURI?.hasPrefix("urn:oasis:names:tc:xliff:document:") == true
        elementNames.append(name)
        let inside = place(path)
        path.append(isCore ? name : "*")
        if name == "unit" || name == "trans-unit" { unitNotes = [] }
        if name == "segment" || name == "trans-unit" { segment = Segment() }
        if inside == nil, place(path) == "target" { segment.target = "" }
        guard let inside, !path.dropLast().contains(where: Self.nativeCode.contains) else {
            if place(path) == "note" { unitNotes.append("") }
            return
        }
        if inside == "source" { segment.sourceTags.append(name) }
        if inside == "target" { segment.targetTags.append(name) }
    }

    func parser(
        _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) {
        path.removeLast()
        if name == "segment" || name == "trans-unit" { pending.append(segment) }
        if name == "unit" || name == "trans-unit" {
            for index in pending.indices { pending[index].notes = unitNotes }
            segments += pending
            pending = []
        }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { found(string) }

    func parser(_ parser: XMLParser, foundCDATA data: Data) {
        found(String(data: data, encoding: .utf8) ?? "")
    }

    private func found(_ string: String) {
        guard let place = place(path), !path.contains(where: Self.nativeCode.contains) else { return }
        switch place {
        case "source": segment.source += string
        case "target": segment.target = (segment.target ?? "") + string
        default: unitNotes[unitNotes.count - 1] += string
        }
    }
}

extension IndependentReading.Segment {
    /// The same of a segment as the code under test reads it.
    init(_ segment: XLIFFSegment) {
        source = segment.source.plainText
        target = segment.target?.plainText
        sourceTags = Self.names(segment.source)
        targetTags = segment.target.map(Self.names) ?? []
        notes = segment.notes
    }

    private static func names(_ content: XLIFFContent) -> [String] {
        content.tags.filter { $0.kind == .opening || $0.kind == .standalone }.map(\.name)
    }
}
