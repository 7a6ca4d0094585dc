/// The text of a sheet: a line for each row that has cells, with tabs between them.
enum SheetText {
    static func rows(_ part: OfficeXML, shared: [String]) throws -> [String] {
        var xml = part
        var rows: [String] = []
        var cells: [String] = []
        while let event = try xml.next() {
            switch event {
            case .start("c", let attributes):
                cells.append(try cell(&xml, type: attributes["t"] ?? "n", shared: shared))
            case .end("row"):
                if !cells.isEmpty { rows.append(cells.joined(separator: "\t")) }
                cells = []
            default: continue
            }
        }
        return rows
    }

    private static func cell(_ xml: inout OfficeXML, type: String, shared: [String]) throws -> String {
        var value = ""
        while let event = try xml.next(), event != .end("c") {
            switch event {
            case .start("v", _): value = try OfficeText.content(&xml)
            case .start("is", _): value = try OfficeText.richText(&xml, until: "is")
            // The formula; the value beside it is what the reader sees.
            case .start("f", _): try xml.skip()
            default: continue
            }
        }
        switch type {
        case "s": return Int(value).flatMap { shared.indices.contains($0) ? shared[$0] : nil } ?? ""
        case "b": return value == "1" ? "TRUE" : "FALSE"
        default: return value
        }
    }
}
