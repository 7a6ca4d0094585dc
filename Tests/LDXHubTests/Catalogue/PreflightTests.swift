import Foundation
import LDXHub
import LanguageJobsTesting
import Testing

@Suite("A preflight")
struct PreflightTests {
    private static let engine = """
        {"data":[{"id":"ki/ocr",
        "supported_conversions":[{"from":"pdf","to":"docx"},{"from":"pdf","to":"xlsx"},{"from":"jpeg","to":"docx"}],
        "supported_languages":[{"code":"jpn","display_name":"Japanese"},{"code":"eng"}]},{"id":"ki/plain"}]}
        """

    private func client(_ catalogue: String = engine) throws -> LDXHubClient {
        try LDXHubClient(
            credential: .value("k"), configuration: ClientConfiguration(retry: .never),
            transport: MockTransport { Exchange(.get("/renderocr/engines"), .json(catalogue)) })
    }

    private func request(
        _ engine: String = "ki/ocr", _ languages: [String] = ["jpn"], to format: LDXFormat = .docx
    ) -> RenderOCR.Request {
        RenderOCR.Request(engine: engine, fileID: "f", languages: languages, outputFormat: format)
    }

    private func input(_ name: String) -> LDXInput { .data(Data("x".utf8), filename: name) }

    @Test(
        "passes what the engine can do, and what is not known",
        arguments: [
            ("ki/ocr", "scan.pdf", LDXFormat.xlsx), ("ki/ocr", "scan.JPG", .docx),
            ("ki/ocr", "no extension", .xlsx), ("ki/ocr", "ends with.", .docx),
            ("ki/plain", "scan.tif", .pptx),
        ])
    func possible(engine: String, name: String, format: LDXFormat) async throws {
        try await client().renderOCR.preflight(request(engine, to: format), for: input(name))
    }

    @Test(
        "names what there is instead",
        arguments: [
            ("ki/orc", "jpn", "a.pdf", LDXFormat.docx, "The service has no ki/orc. It has ki/ocr, ki/plain."),
            ("ki/ocr", "jpn", "a.pdf", .pptx, "ki/ocr makes no pptx of pdf. It makes docx, xlsx."),
            ("ki/ocr", "jpn", "a.jpg", .xlsx, "ki/ocr makes no xlsx of jpeg. It makes docx."),
            ("ki/ocr", "jpn", "a", .pptx, "ki/ocr makes no pptx. It makes docx, xlsx."),
            ("ki/ocr", "jpn", "a.bmp", .docx, "ki/ocr does not read bmp. It reads pdf, jpeg."),
            (
                "ki/ocr", "deu", "a.pdf", .docx,
                "ki/ocr does not read the language deu. It reads jpn (Japanese), eng."
            ),
        ])
    func impossible(engine: String, language: String, name: String, format: LDXFormat, message: String)
        async throws
    {
        let ldx = try client()
        let error = try #require(
            await #expect(throws: ClientError.self) {
                try await ldx.renderOCR.preflight(
                    request(engine, [language], to: format), for: input(name))
            })
        #expect(error.code == .invalidRequest)
        #expect(error.message == message)
    }

    @Test("takes a format that is known without a file, as of what another job is going to make")
    func format() async throws {
        try await client().renderOCR.preflight(request(to: .xlsx), from: .pdf)
        let error = await #expect(throws: ClientError.self) {
            try await client().renderOCR.preflight(request(), from: .docx)
        }
        #expect(error?.message == "ki/ocr does not read docx. It reads pdf, jpeg.")
    }

    @Test("names ten of many models, and how many more there are")
    func manyModels() async throws {
        let models = (1...12).map { #"{"id":"m/\#($0)"}"# }.joined(separator: ",")
        let ldx = try LDXHubClient(
            credential: .value("k"),
            transport: MockTransport { Exchange(.get("/refineloop/models"), .json("[\(models)]")) })
        let error = try #require(
            await #expect(throws: ClientError.self) {
                try await ldx.refineLoop.preflight(.init(model: "m/13", fileID: "f"))
            })
        #expect(
            error.message
                == "The service has no m/13. It has m/1, m/2, m/3, m/4, m/5, m/6, m/7, m/8, m/9, m/10 and 2 more."
        )
    }

    @Test("of a run comes before the upload: nothing else is sent")
    func beforeUpload() async throws {
        let setup = try EmulatedHub()
        let error = try await setup.time.run {
            await #expect(throws: ClientError.self) {
                try await setup.ldx.renderOCR.run(
                    .data(Data("%PDF-1.4".utf8), filename: "a.pdf"), engine: "ki/ocr", languages: ["jpn"],
                    to: .text, preflight: true)
            }
        }
        #expect(error?.message == "ki/ocr makes no text of pdf. It makes docx, xlsx, pptx.")
        #expect(await setup.hub.ledger.requests(to: .uploadFile) == 0)
        #expect(await setup.hub.ledger.requests(to: .createJob(.renderOCR)) == 0)
    }

    @Test("of a run lets it go on, and reads the catalogue once for many runs")
    func run() async throws {
        let setup = try EmulatedHub()
        try await setup.time.run {
            for _ in 0..<2 {
                _ = try await setup.ldx.refineLoop.run(
                    EmulatedHub.xliff, model: EmulatedHub.model, preflight: true)
            }
        }
        #expect(await setup.hub.ledger.requests(to: .listModels(.refineLoop)) == 1)
        #expect(await setup.hub.ledger.requests(to: .createJob(.refineLoop)) == 2)
    }

    @Test("passes everything when the catalogue is empty, as a fake's is")
    func emptyCatalogue() async throws {
        try await client("[]").renderOCR.preflight(request("any/thing"))
    }

    @Test("refuses what is wrong by itself without asking")
    func invalid() async throws {
        let mock = MockTransport {}
        let ldx = try LDXHubClient(credential: .value("k"), transport: mock)
        await #expect {
            try await ldx.renderOCR.preflight(request(""))
        } throws: {
            ($0 as? ClientError)?.message == "The engine is empty. Choose one of engines()."
        }
        #expect(mock.requests.isEmpty)
    }
}

@Suite("A model or engine")
struct SupportsTests {
    private let engine = LDXEngine(
        id: "e", supportedConversions: [.init(from: .pdf, to: .docx), .init(from: .jpeg, to: .xlsx)],
        supportedLanguages: [.init(code: "jpn")])

    @Test(
        "supports the pairs that it lists, in their direction",
        arguments: [
            (LDXFormat.pdf, LDXFormat.docx, true), (.jpeg, .xlsx, true), (.pdf, .xlsx, false),
            (.docx, .pdf, false), ("jpg", .xlsx, false),
        ])
    func conversions(from: LDXFormat, to: LDXFormat, expected: Bool) {
        #expect(engine.supports(from: from, to: to) == expected)
    }

    @Test("supports the languages that it lists")
    func languages() {
        #expect(engine.supports(language: "jpn"))
        #expect(!engine.supports(language: "eng"))
    }

    @Test("supports nothing that it does not list")
    func unlisted() {
        #expect(!LDXModel(id: "m").supports(from: .pdf, to: .docx))
        #expect(!LDXModel(id: "m").supports(language: "jpn"))
    }
}
