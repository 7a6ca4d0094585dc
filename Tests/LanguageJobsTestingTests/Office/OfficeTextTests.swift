import Foundation
import TestSupport
import Testing

@testable import LanguageJobsTesting

/// The files in Fixtures/office were not made by the code that reads them, and have what real files have: compression,
/// text boxes with a copy for old readers, deleted text, shared strings with reading aids, parts out of order.
@Suite("The text of Office documents")
struct OfficeTextTests {
    @Test(
        "The text of a document is taken in reading order",
        arguments: [
            (
                "report.docx", OfficePackage.Format.docx,
                [
                    "Quarterly report & outlook", "Revenue\t12,340\nper share", "new", "in the box",
                    "before the box, after it", "日本語", "",
                ]
            ),
            ("ledger.xlsx", .xlsx, ["inline\t\t1.5", "Name\trich text", "東京\t3\tTRUE\tName\t"]),
            ("talk.pptx", .pptx, ["Shown first", "a line\nbroken", "Shown second"]),
        ])
    func reading(name: String, format: OfficePackage.Format, lines: [String]) throws {
        let file = try Fixture.data("office/\(name)")
        let package = try #require(try OfficePackage(ZIPReader(StoredBody(file))))
        #expect(package.format == format)
        #expect(try OfficeText.lines(of: package) == lines)
    }

    @Test("The emulator's own documents can be read")
    func own() throws {
        let docx = try OfficeDocument.docx(paragraphs: ["a <b>\nc", " d "])
        #expect(try lines(docx) == ["a <b>\nc", " d "])
        #expect(try lines(OfficeDocument.xlsx(rows: [["a&", "b"], ["c"]])) == ["a&\tb", "c"])
        #expect(try lines(OfficeDocument.pptx(slides: [["a", "b"], ["c"]])) == ["a", "b", "c"])
    }

    @Test("A ZIP file of something else is no document")
    func other() throws {
        let types = "<Types><Override PartName=\"/a\" ContentType=\"text/plain\"/></Types>"
        for entries in [
            [], [ZIPArchive.Entry("a", Data())], [ZIPArchive.Entry("[Content_Types].xml", Data(types.utf8))],
        ] {
            let package = try OfficePackage(ZIPReader(StoredBody(ZIPArchive(entries).serialized())))
            #expect(package?.mainPart == nil)
        }
    }

    @Test("A document without its main part is damaged")
    func missing() throws {
        let types = """
            <Types><Override PartName="/word/document.xml" ContentType="application/\
            vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>
            """
        let file = try ZIPArchive([ZIPArchive.Entry("[Content_Types].xml", Data(types.utf8))]).serialized()
        #expect(throws: ZIPReader.Failure("word/document.xml is missing")) { try lines(file) }
    }

    private func lines(_ file: Data) throws -> [String] {
        let package = try #require(try OfficePackage(ZIPReader(StoredBody(file))))
        return try OfficeText.lines(of: package)
    }
}
