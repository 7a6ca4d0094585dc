import Foundation
import LanguageJobsTesting
import Testing

@Suite("Limits of XLIFF")
struct XLIFFLimitTests {
    @Test("A document nested 100,000 deep is refused")
    func depth() throws {
        let text = "<xliff version='1.2'>" + String(repeating: "<g>", count: 100_000)
        try expectLimit(
            text + String(repeating: "</g>", count: 100_000) + "</xliff>", "nested deeper than 256")
    }

    @Test("Nesting up to the limit is read")
    func depthWithinLimit() throws {
        let inline = String(repeating: "<g>", count: 251) + "x" + String(repeating: "</g>", count: 251)
        let document = try document12("<trans-unit id='1'><source>\(inline)</source></trans-unit>")
        #expect(document.segments[0].source.plainText == "x")
        #expect(document.segments[0].source.tags.count == 502)
    }

    @Test("An element with too many attributes is refused")
    func attributes() throws {
        let attributes = (0..<129).map { " a\($0)=''" }.joined()
        try expectLimit("<xliff version='1.2'><a\(attributes)/></xliff>", "more than 128 attributes")
    }

    @Test("Too many namespaces in scope are refused")
    func namespaces() throws {
        let declarations = (0..<100).map { " xmlns:n\($0)='u'" }.joined()
        try expectLimit(
            "<xliff version='1.2'><a\(declarations)><a\(declarations)/></a></xliff>", "More than 128")
        let siblings = String(repeating: "<a\(declarations)/>", count: 3)
        let text = "<xliff version='1.2'>\(siblings)</xliff>"
        #expect(try XLIFFDocument(parsing: Data(text.utf8)).serialized() == Data(text.utf8))
    }

    @Test("A file of 2 MB with ten thousand segments is read, changed and written")
    func large() throws {
        let unit = { (id: Int) in
            "<trans-unit id='\(id)'><source>\(String(repeating: "tea ", count: 40))</source></trans-unit>\n"
        }
        let units = (0..<10_000).map(unit).joined()
        var document = try document12(units)
        #expect(document.segments.count == 10_000)
        for segment in document.segments {
            try document.replaceTarget(of: segment, with: XLIFFContent(text: "T"))
        }
        let expected = text12(units.replacing("</source>", with: "</source><target>T</target>"))
        #expect(document.serialized() == Data(expected.utf8))
    }

    private func expectLimit(_ text: String, _ message: String) throws {
        let error = try #require(throws: XLIFFError.self) { try XLIFFDocument(parsing: Data(text.utf8)) }
        #expect(error.reason == .limitExceeded)
        #expect(error.line == 1)
        #expect(error.message.contains(message), "\(error)")
    }
}
