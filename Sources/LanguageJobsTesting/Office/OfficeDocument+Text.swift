package import Foundation

extension OfficeDocument {
    /// A text document, `.docx`; a line feed in a paragraph breaks its line.
    package static func docx(paragraphs: [String]) throws(ZIPArchive.TooLarge) -> Data {
        let body = paragraphs.map { paragraph in
            let lines = paragraph.split(separator: "\n", omittingEmptySubsequences: false).map {
                "<w:t xml:space=\"preserve\">\(XMLText.escaped(String($0)))</w:t>"
            }
            return "<w:p><w:r>\(lines.joined(separator: "<w:br/>"))</w:r></w:p>"
        }
        let document = """
            \(declaration)<w:document \
            xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>\(body.joined())\
            <w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>
            """
        return try package(
            document: "word/document.xml",
            types: [("word/document.xml", "wordprocessingml.document.main")],
            parts: [ZIPArchive.Entry("word/document.xml", document)])
    }
}
