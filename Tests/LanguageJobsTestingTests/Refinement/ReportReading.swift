import Foundation

#if canImport(FoundationXML)
import FoundationXML
#endif

/// The reports that a refinement left in a document, as Foundation's XML parser finds them.
final class ReportReading: NSObject, XMLParserDelegate {
    struct Revision: Equatable {
        var number = ""
        var text = ""
        var remark: String?
        var remarkAttributes: [String: String] = [:]
    }

    struct Report: Equatable {
        var attributes: [String: String] = [:]
        var revisions: [Revision] = []
        /// A remark that belongs to no revision.
        var remark: String?
    }

    private(set) var reports: [Report] = []
    /// How often each name occurs in the whole document.
    private(set) var elementCounts: [String: Int] = [:]
    private var text = ""

    init(_ data: Data) {
        super.init()
        let parser = XMLParser(data: data)
        parser.shouldProcessNamespaces = true
        parser.delegate = self
        if !parser.parse() { reports = [] }
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String] = [:]
    ) {
        elementCounts[name, default: 0] += 1
        guard namespaceURI == "urn:language-jobs:refinement" else { return }
        text = ""
        switch name {
        case "refinement": reports.append(Report(attributes: attributes))
        case "revision":
            reports[reports.count - 1].revisions.append(Revision(number: attributes["number"] ?? ""))
        case "remark":
            guard let last = reports.last?.revisions.indices.last else { return }
            reports[reports.count - 1].revisions[last].remarkAttributes = attributes
        default: break
        }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

    func parser(
        _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) {
        guard namespaceURI == "urn:language-jobs:refinement" else { return }
        let last = reports.count - 1
        switch (name, reports[last].revisions.indices.last) {
        case ("text", .some(let index)): reports[last].revisions[index].text = text
        case ("remark", .some(let index)): reports[last].revisions[index].remark = text
        case ("remark", .none): reports[last].remark = text
        default: break
        }
    }
}
