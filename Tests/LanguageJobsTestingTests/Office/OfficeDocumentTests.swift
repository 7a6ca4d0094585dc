import Foundation
import LanguageJobsTesting
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

@Suite("Office documents")
struct OfficeDocumentTests {
    @Test("A text document has its paragraphs, escaped, with line breaks")
    func docx() throws {
        let data = try OfficeDocument.docx(paragraphs: ["Title", " a <b> & \"c\"\n第二行", "", "\u{1}"])
        let reading = try ZIPReading(data)
        try check(reading, mainPart: "word/document.xml")
        let document = try reading.text("word/document.xml")
        #expect(
            document.contains(
                """
                <w:body><w:p><w:r><w:t xml:space="preserve">Title</w:t></w:r></w:p>\
                <w:p><w:r><w:t xml:space="preserve"> a &lt;b&gt; &amp; "c"</w:t><w:br/>\
                <w:t xml:space="preserve">第二行</w:t></w:r></w:p>\
                <w:p><w:r><w:t xml:space="preserve"></w:t></w:r></w:p>\
                <w:p><w:r><w:t xml:space="preserve">\u{FFFD}</w:t></w:r></w:p><w:sectPr>
                """))
    }

    @Test("A spreadsheet has its cells where they belong")
    func xlsx() throws {
        let wide = (0..<28).map { "c\($0)" } + Array(repeating: "x", count: 675)
        let reading = try ZIPReading(OfficeDocument.xlsx(rows: [["a<", "2"], [], wide]))
        try check(reading, mainPart: "xl/workbook.xml")
        let sheet = try reading.text("xl/worksheets/sheet1.xml")
        #expect(
            sheet.contains(
                """
                <sheetData><row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve">a&lt;</t></is></c>\
                <c r="B1" t="inlineStr"><is><t xml:space="preserve">2</t></is></c></row><row r="2"></row>\
                <row r="3"><c r="A3"
                """))
        for (name, text) in [("Z3", "c25"), ("AA3", "c26"), ("AB3", "c27"), ("ZZ3", "x"), ("AAA3", "x")] {
            #expect(
                sheet.contains("<c r=\"\(name)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">\(text)</t>"))
        }
    }

    @Test("A presentation has its slides in order")
    func pptx() throws {
        let reading = try ZIPReading(OfficeDocument.pptx(slides: [["Title", "a & b\nc"], [], ["三"]]))
        try check(reading, mainPart: "ppt/presentation.xml")
        #expect(
            try reading.text("ppt/slides/slide1.xml").contains(
                """
                <a:p><a:r><a:t>Title</a:t></a:r></a:p>\
                <a:p><a:r><a:t>a &amp; b</a:t></a:r><a:br/><a:r><a:t>c</a:t></a:r></a:p></p:txBody>
                """))
        #expect(try reading.text("ppt/slides/slide2.xml").contains("<a:lstStyle/><a:p/></p:txBody>"))
        #expect(try reading.text("ppt/slides/slide3.xml").contains("<a:t>三</a:t>"))
        #expect(
            try reading.text("ppt/presentation.xml").contains(
                """
                <p:sldIdLst><p:sldId id="256" r:id="rId2"/><p:sldId id="257" r:id="rId3"/>\
                <p:sldId id="258" r:id="rId4"/></p:sldIdLst>
                """))
    }

    @Test("Documents without content are whole")
    func empty() throws {
        try check(ZIPReading(OfficeDocument.docx(paragraphs: [])), mainPart: "word/document.xml")
        try check(ZIPReading(OfficeDocument.xlsx(rows: [])), mainPart: "xl/workbook.xml")
        let presentation = try ZIPReading(OfficeDocument.pptx(slides: []))
        try check(presentation, mainPart: "ppt/presentation.xml")
        #expect(try !presentation.text("ppt/presentation.xml").contains("sldIdLst"))
    }

    /// Every part is well-formed, every relationship leads to a part, every part has a type.
    private func check(_ reading: ZIPReading, mainPart: String) throws {
        #expect(reading.entries.first?.path == "[Content_Types].xml")
        let paths = Set(reading.entries.map(\.path))
        #expect(paths.count == reading.entries.count)
        for entry in reading.entries {
            #expect(XMLParser(data: entry.content).parse(), "\(entry.path)")
        }
        let types = Self.values(of: "PartName", in: try reading.text("[Content_Types].xml"))
        let parts = paths.filter { $0.hasSuffix(".xml") && $0 != "[Content_Types].xml" }
        #expect(types.sorted() == parts.map { "/\($0)" }.sorted())
        #expect(Self.values(of: "Target", in: try reading.text("_rels/.rels")) == [mainPart])
        for path in paths where path.hasSuffix(".rels") {
            let folder = path.replacing(/_rels\/[^\/]*$/, with: "")
            for target in Self.values(of: "Target", in: try reading.text(path)) {
                let resolved = URL(filePath: "/\(folder)\(target)").standardized.path
                #expect(paths.contains(String(resolved.dropFirst())), "\(path) → \(target)")
            }
        }
    }

    private static func values(of attribute: String, in text: String) -> [String] {
        text.components(separatedBy: " \(attribute)=\"").dropFirst().map {
            $0.components(separatedBy: "\"")[0]
        }
    }
}
