/// The text of an Office document, a line for each paragraph or row, in the document's order.
enum OfficeText {
    static func lines(of package: OfficePackage) throws -> [String] {
        switch package.format {
        case .docx: return try paragraphs(package.xml(package.mainPart))
        case .pptx:
            return try orderedParts(package, "sldId").flatMap { try paragraphs(package.xml($0)) }
        case .xlsx:
            let shared = try package.part(ofType: "spreadsheetml.sharedStrings+xml").map {
                try strings(package.xml($0))
            }
            return try orderedParts(package, "sheet").flatMap { path in
                try SheetText.rows(package.xml(path), shared: shared ?? [])
            }
        }
    }

    /// The parts that the main part lists in elements of this name, such as slides.
    private static func orderedParts(_ package: OfficePackage, _ element: String) throws -> [String] {
        let references = try package.references(from: package.mainPart)
        var xml = try package.xml(package.mainPart)
        var parts: [String] = []
        while let event = try xml.next() {
            if case .start(element, let attributes) = event,
                let id = attributes.first(where: { $0.key.hasSuffix(":id") })?.value,
                let path = references[id]
            {
                parts.append(path)
            }
        }
        return parts
    }

    /// The paragraphs of a text document or a slide; both call them `p`, their text `t` and its parts `r`.
    private static func paragraphs(_ part: OfficeXML) throws -> [String] {
        var xml = part
        var lines: [String] = []
        // A text box in a paragraph has paragraphs itself.
        var open: [String] = []
        var runs = 0
        while let event = try xml.next() {
            switch event {
            // What is there a second time, for old readers, and what was deleted or moved away.
            case .start("Fallback", _), .start("del", _), .start("moveFrom", _): try xml.skip()
            case .start("r", _): runs += 1
            case .end("r"): runs -= 1
            case .start("t", _): append(try content(&xml), to: &open)
            case .start("br", _), .start("cr", _): append("\n", to: &open)
            // Outside of a run it is the place of a tab stop.
            case .start("tab", _) where runs > 0: append("\t", to: &open)
            case .start("p", _): open.append("")
            case .end("p"): lines.append(open.popLast() ?? "")
            default: continue
            }
        }
        return lines
    }

    private static func append(_ text: String, to lines: inout [String]) {
        if let last = lines.indices.last { lines[last] += text }
    }

    /// The strings that the cells of a spreadsheet share.
    private static func strings(_ part: OfficeXML) throws -> [String] {
        var xml = part
        var strings: [String] = []
        while let event = try xml.next() {
            if case .start("si", _) = event { strings.append(try richText(&xml, until: "si")) }
        }
        return strings
    }

    /// The text of an element that has begun, without its phonetic guides.
    static func richText(_ xml: inout OfficeXML, until name: String) throws -> String {
        var text = ""
        while let event = try xml.next(), event != .end(name) {
            switch event {
            case .start("rPh", _): try xml.skip()
            case .start("t", _): text += try content(&xml)
            default: continue
            }
        }
        return text
    }

    /// The text up to the end of the element that has begun.
    static func content(_ xml: inout OfficeXML) throws -> String {
        var text = ""
        while let event = try xml.next() {
            switch event {
            case .text(let piece): text += piece
            case .start: try xml.skip()
            case .end: return text
            }
        }
        return text
    }
}
