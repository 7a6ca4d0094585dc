import LDXHub
import Testing

@testable import ExampleSupport

@Suite("A line of a catalogue")
struct CatalogueEntryTests {
    @Test("shows what the service says of an engine")
    func engine() {
        let engine = LDXEngine(
            id: "ki/ocr", displayName: "KI OCR",
            supportedConversions: [
                .init(from: .pdf, to: .docx), .init(from: .png, to: .docx), .init(from: .pdf, to: .xlsx),
            ],
            supportedLanguages: [.init(code: "jpn", displayName: "Japanese"), .init(code: "eng")])
        #expect(
            CatalogueEntry(engine).text == """
                ki/ocr (KI OCR)
                    pdf → docx, xlsx
                    png → docx
                    languages: jpn (Japanese), eng
                """)
    }

    @Test("is the id alone when the service says nothing else")
    func bare() {
        #expect(CatalogueEntry(LDXModel(id: "a/b")).text == "a/b")
    }
}
