import Flixu
import Foundation
import LanguageJobsTesting
import Testing

@Suite("A document at Flixu")
struct FlixuDocumentsTests {
    private static let manual = UploadSource.data(Data("<xliff/>".utf8), filename: "manual.xliff")

    private static func answer(_ members: String) -> RecordedResponse {
        .json(#"{"data":{\#(members)},"meta":{"request_id":"r-1"}}"#)
    }

    @Test("is sent as a form with its parts as documented, glossaries as one part that holds an array")
    func form() async throws {
        let rig = try FlixuRig(
            MockTransport {
                Exchange(
                    .post("/v1/translate/document").body(
                        multipart: ExpectedPart(
                            "file", filename: "manual.xliff", contentType: "application/xliff+xml",
                            content: Data("<xliff/>".utf8)),
                        ExpectedPart("source_lang", text: "en"), ExpectedPart("target_lang", text: "de"),
                        ExpectedPart("glossary_ids", text: #"["gloss_abc123","gloss_def456"]"#),
                        ExpectedPart("brand_voice_id", text: "bv_ghi"),
                        ExpectedPart("tm_id", text: "tm_abc123")),
                    Self.answer(#""file_data":"aGFsbG8=""#))
                // The example of the docs.
                Exchange(
                    .post("/v1/translate/document").body(
                        multipart: ExpectedPart("file", filename: "localization.xliff"),
                        ExpectedPart("source_lang", text: "en"), ExpectedPart("target_lang", text: "de"),
                        ExpectedPart("tm_id", text: "tm_abc123")),
                    Self.answer(#""file_data":"aGFsbG8=""#))
            })
        defer { rig.removeFolder() }
        _ = try await rig.flixu.documents.run(Self.manual, from: "en", to: "de") {
            $0.glossaryIDs = ["gloss_abc123", "gloss_def456"]
            $0.brandVoiceID = "bv_ghi"
            $0.translationMemoryID = "tm_abc123"
        }
        _ = try await rig.flixu.documents.create(
            FlixuDocumentRequest(
                .data(Data("x".utf8), filename: "localization.xliff"), from: "en", to: "de",
                assets: .init(translationMemoryID: "tm_abc123")))
        try rig.mock.verify()
    }

    @Test("may have any documented format, by its extension", arguments: FlixuFormat.documented)
    func formats(format: FlixuFormat) async throws {
        let name = "Manual.v2.\(format.fileExtension.uppercased())"
        let type = format.mimeType ?? "application/octet-stream"
        let rig = try FlixuRig(
            MockTransport {
                Exchange(
                    .post("/v1/translate/document").body(
                        multipart: ExpectedPart("file", filename: name, contentType: type),
                        ExpectedPart("source_lang", text: "en"), ExpectedPart("target_lang", text: "de")),
                    Self.answer(#""file_data":"aGFsbG8=""#))
            })
        defer { rig.removeFolder() }
        _ = try await rig.flixu.documents.run(.data(Data("x".utf8), filename: name), from: "en", to: "de")
        try rig.mock.verify()
    }

    @Test("has the sizes and the number of formats that are documented")
    func table() {
        let sizes = Dictionary(
            uniqueKeysWithValues: FlixuFormat.documented.map { ($0.fileExtension, $0.maxSizeMB ?? 0) })
        #expect(
            sizes == [
                "xliff": 20, "xlf": 20, "json": 10, "yaml": 10, "yml": 10, "po": 10, "pot": 10, "strings": 5,
                "docx": 20, "xml": 10, "html": 10, "txt": 5, "md": 5, "srt": 5, "vtt": 5, "csv": 10,
            ])
    }

    @Test(
        "is refused before anything is sent when its extension is not known, or it is empty or too large",
        arguments: [
            ("deck.pptx", 1, ClientError.Code.invalidRequest), ("manual", 1, .invalidRequest),
            ("manual.", 1, .invalidRequest), (".xliff.bak", 1, .invalidRequest),
            ("a.txt", 0, .invalidRequest),
            ("a.txt", 5 << 20 + 1, .fileTooLarge),
        ])
    func refused(name: String, size: Int, code: ClientError.Code) async throws {
        let rig = try FlixuRig(MockTransport {})
        defer { rig.removeFolder() }
        let source = UploadSource.data(
            Data(count: name == "a.txt" && size > 1 ? (5 << 20) + 1 : size), filename: name)
        let error = await FlixuRig.error {
            try await rig.flixu.documents.run(source, from: "en", to: "de")
        }
        #expect(error?.code == code)
        if name.hasSuffix("pptx") {
            #expect(
                error?.message
                    == "“deck.pptx” has the extension “pptx”, and Flixu takes csv, docx, html, json, md, po, pot, srt, "
                    + "strings, txt, vtt, xlf, xliff, xml, yaml, yml. If it takes more by now, check by .formats(…) with "
                    + "what formats() gives, or by .none.")
        }
        #expect(rig.mock.requests.isEmpty)
    }

    @Test("may have 5 MB of 2^20 bytes, the larger of both readings")
    func largest() async throws {
        let rig = try FlixuRig(
            MockTransport(bodyLimit: 8 << 20) {
                Exchange(.post("/v1/translate/document"), Self.answer(#""file_data":"aGFsbG8=""#))
            })
        defer { rig.removeFolder() }
        _ = try await rig.flixu.documents.run(
            .data(Data(count: 5 << 20), filename: "a.txt"), from: "en", to: "de")
        try rig.mock.verify()
    }

    @Test("is checked by the formats that the service names, or not at all, where that is asked for")
    func otherChecks() async throws {
        let rig = try FlixuRig(
            MockTransport {
                Exchange(.post("/v1/translate/document"), Self.answer(#""file_data":"aGFsbG8=""#), times: 2)
            })
        defer { rig.removeFolder() }
        let deck = UploadSource.data(Data("x".utf8), filename: "deck.pptx")
        let known = FlixuFormatCheck.formats([FlixuFormat(fileExtension: "pptx", maxSizeMB: 1)])
        _ = try await rig.flixu.documents.run(deck, from: "en", to: "de", check: known)
        _ = try await rig.flixu.documents.run(deck, from: "en", to: "de", check: .none)
        for (source, check, code) in [
            (
                UploadSource.data(Data(count: (1 << 20) + 1), filename: "a.pptx"), known,
                ClientError.Code.fileTooLarge
            ),
            (.data(Data(), filename: "deck.pptx"), .none, .invalidRequest),
            (.file(rig.folder.appending(path: "none.pptx")), .none, .fileUnavailable),
            (Self.manual, .formats([]), .invalidRequest),
        ] {
            let error = await FlixuRig.error {
                try await rig.flixu.documents.run(source, from: "en", to: "de", check: check)
            }
            #expect(error?.code == code)
        }
        try rig.mock.verify()
    }

    @Test("waits for its own time, and for what the call says before that")
    func timeouts() async throws {
        let time = VirtualTime()
        let rig = try FlixuRig(
            MockTransport(time: time) { Exchange(.post("/v1/translate/document"), .hang, times: 2) },
            configuration: .init(retry: .never, runtime: time.runtime(seed: 1)))
        defer { rig.removeFolder() }
        let errors = try await time.run {
            [
                await FlixuRig.error {
                    try await rig.flixu.documents.run(Self.manual, from: "en", to: "de")
                },
                await FlixuRig.error {
                    try await rig.flixu.documents.create(
                        FlixuDocumentRequest(Self.manual, from: "en", to: "de"),
                        options: .init(timeouts: .init(idle: .seconds(7))))
                },
            ]
        }
        #expect(errors.map { $0?.code } == [.submissionUncertain, .submissionUncertain])
        #expect(time.now == .seconds(907))
    }
}
