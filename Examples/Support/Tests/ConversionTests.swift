import LDXHub
import Testing

@testable import convert_document

@Suite("The choice of a conversion")
struct ConversionTests {
    private let cast = [
        LDXEngine(id: "cast/a", supportedConversions: [.init(from: .pdf, to: .docx)]),
        LDXEngine(
            id: "cast/b", supportedConversions: [.init(from: .pdf, to: .docx), .init(from: .pdf, to: .xlsx)]),
    ]
    private let extract = [
        LDXEngine(
            id: "extract/a",
            supportedConversions: [.init(from: .pdf, to: .text), .init(from: .docx, to: .text)])
    ]

    private func choose(_ input: LDXFormat, _ output: LDXFormat, named: String? = nil) throws -> Conversion {
        try Conversion(from: input, to: output, named: named, castDoc: cast, extractDoc: extract)
    }

    @Test("takes the first engine that can do it")
    func first() throws {
        #expect(try choose(.pdf, .docx).engine == "cast/a")
        #expect(try choose(.pdf, .docx).service == .castDoc)
        #expect(try choose(.pdf, .xlsx).engine == "cast/b")
        #expect(try choose(.docx, .text).engine == "extract/a")
        #expect(try choose(.docx, .text).service == .extractDoc)
    }

    @Test("takes the engine that was named")
    func named() throws {
        #expect(try choose(.pdf, .docx, named: "cast/b").engine == "cast/b")
    }

    @Test(
        "says what there is when it is not possible",
        arguments: [
            (.pdf, "odt", nil, "The service makes no odt of pdf. It makes docx, xlsx, text."),
            (.docx, "xlsx", nil, "The service makes no xlsx of docx. It makes text."),
            ("odt", "docx", nil, "The service does not read odt. It reads pdf, docx."),
            (.docx, "docx", "cast/a", "cast/a does not read docx. It reads pdf."),
            (.pdf, "docx", "cast/z", "There is no engine cast/z. There are cast/a, cast/b, extract/a."),
            (
                "", "docx", nil,
                "The document's name has no ending to tell its format by. Rename it, to report.pdf for example."
            ),
        ] as [(LDXFormat, LDXFormat, String?, String)])
    func impossible(input: LDXFormat, output: LDXFormat, named: String?, message: String) throws {
        let error = #expect(throws: ClientError.self) { try choose(input, output, named: named) }
        #expect(error?.message == message)
        #expect(error?.code == .invalidRequest)
    }
}
