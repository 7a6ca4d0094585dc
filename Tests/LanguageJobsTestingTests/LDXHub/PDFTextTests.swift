import Foundation
import TestSupport
import Testing

@testable import LanguageJobsTesting

@Suite("The text of PDF files")
struct PDFTextTests {
    /// A plain page, a deflated one, one in a font that gives its bytes another meaning; a picture and a stream in
    /// another compression, whose bytes look like text, are left out.
    @Test("The text of simple pages is taken")
    func letter() throws {
        #expect(
            PDFText.lines(of: try Fixture.data("office/letter.pdf")) == [
                "Dear (Ms) Smith,", "Thank you", "café crème", "Second page", ", endnested (text)",
            ])
    }

    @Test(
        "Operators outside of a text, and strings of no operator, show nothing",
        arguments: [
            ("(a) Tj", []), ("BT (a) ET", []), ("BT (a) Tj", ["a"]), ("BT (a) Tj (b) Tj ET", ["ab"]),
            ("BT (a Tj ET", []), ("BT (a) Tj 0 -9 Td (b) Tj", ["a", "b"]), ("BT (a\\", []), ("", []),
            ("BT [(a) -100 (b)] TJ", ["ab"]), ("BT [(a) -201 (b)] TJ", ["a b"]), ("BT (\\8) Tj", ["8"]),
            ("BT (\\1012\\0123) Tj", ["A2\n3"]), ("BT /F1 9 Tf (x) Tj ET BT (y) Tj ET", ["x", "y"]),
            ("BT (  ) Tj ET", []), ("BT (a) Tj <41", ["a"]), ("BT % (a) Tj", []),
        ])
    func operators(content: String, lines: [String]) {
        var scanner = PDFTextScanner(Array(content.utf8))
        #expect(scanner.lines() == lines)
    }

    @Test(
        "A file without text that can be had gives none",
        arguments: ["", "%PDF-1.7", "stream", "1 0 obj <<>> stream\nBT (a) Tj", "endstream stream endstream"])
    func nothing(file: String) {
        #expect(PDFText.lines(of: Data(file.utf8)) == [])
    }

    @Test("A file without text gives a line for each page, which depends on the file")
    func placeholders() throws {
        let text = "%PDF-1.4\n<</Type/Pages>> <</Type/Page>> <</Type/Page>>"
        let document = try DocumentText(of: file(text))
        #expect(document.pages == 2)
        #expect(
            document.lines == [
                "Page 1 of 2: 54 bytes, checksum f322c8d4.", "Page 2 of 2: 54 bytes, checksum f322c8d4.",
            ])
    }

    @Test("Pages are counted across the pieces that a file is read in")
    func pagesAcrossPieces() throws {
        for shift in 0..<40 {
            let filler = String(repeating: " ", count: (1 << 18) - shift)
            let text = "/Type /Page " + filler + "/Type/Page /Type/Pages /Typ /Type" + filler + "/Type /Page"
            #expect(try PDFPages.count(try StoredBody(Data(text.utf8))) == 3, "\(shift)")
        }
    }

    @Test("A file of too many pages is refused, one of the most pages isn't")
    func pageLimit() throws {
        let most = String(repeating: "/Type/Page ", count: 100_000)
        #expect(try PDFPages.count(try StoredBody(Data(most.utf8))) == 100_000)
        let tooMany = try file("%PDF-1.4\n" + most + "/Type/Page")
        let failure = #expect(throws: LDXHubJobFailure.self) { try DocumentText(of: tooMany) }
        #expect(failure?.code == "invalid_input_file")
    }

    private func file(_ text: String) throws -> LDXHubFile {
        LDXHubFile(
            id: "a", filename: "a.pdf", body: try StoredBody(Data(text.utf8)), created: .zero, updated: .zero,
            expires: .seconds(1))
    }
}
