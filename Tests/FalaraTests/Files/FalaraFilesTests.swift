import Falara
import Foundation
import LanguageJobsTesting
import TestSupport
import Testing

@Suite("Files at Falara")
struct FalaraFilesTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "falara-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private static let briefing = #"{"mode":"translation","source_lang":"de","target_lang":"en"}"#

    @Test("are uploaded with their briefing, watched, and give a result and the translated file")
    func run() async throws {
        let source = folder.appending(path: "Vertrag.docx")
        try Data("contract".utf8).write(to: source)
        let rig = try FalaraRig {
            Exchange(
                .post("/v1/jobs/file").body(
                    multipart: .init(
                        "file", filename: "Vertrag.docx",
                        contentType:
                            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                        content: Data("contract".utf8)),
                    .init(
                        "briefing_json",
                        text:
                            #"{"domain":"legal","mode":"translation","source_lang":"de","target_lang":"en"}"#)
                ), .status(202, json: try Fixture.data("falara/job-file-created.json")))
            Exchange.status("550e8400-e29b-41d4-a716-446655440000", "completed")
            Exchange.result("550e8400-e29b-41d4-a716-446655440000", #""…""#)
            Exchange(
                .get("/v1/jobs/550e8400-e29b-41d4-a716-446655440000/download").header("Accept", "*/*"),
                .status(
                    200, headers: ["Content-Disposition": #"attachment; filename="contract_en.docx""#],
                    body: Data("translated".utf8)))
        }
        let place = folder.appending(path: "out.docx")
        let steps = SendableBox<[String]>([])
        let file = try await rig.run { falara in
            let made = try await falara.jobs.run(
                .file(source), from: "de", to: "en", { $0.domain = "legal" },
                onEvent: { event in
                    if case .uploading(let progress) = event, progress.completed == progress.total {
                        steps.withLock { $0.append("uploaded") }
                    }
                    if case .created = event { steps.withLock { $0.append("created") } }
                })
            #expect(made.warnings == [])
            #expect(made.result.status == .completed)
            return try await made.save(to: place)
        }
        #expect(try Data(contentsOf: place) == Data("translated".utf8))
        #expect(file.suggestedName == "contract_en.docx")
        #expect(steps.current == ["uploaded", "created"])
    }

    @Test(
        "have the media type that their extension asks for, in any case of letters",
        arguments: [
            ("a.html", "text/html"), ("a.HTM", "text/html"), ("a.md", "text/markdown"),
            ("a.markdown", "text/markdown"),
            ("a.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            ("a.b.pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
            ("a.xlf", "application/xliff+xml"), ("a.xliff", "application/xliff+xml"),
            ("a.json", "application/json"), ("a.pdf", "application/pdf"),
        ])
    func types(name: String, type: String) async throws {
        let rig = try FalaraRig {
            Exchange(
                .post("/v1/jobs/file").body(
                    multipart: .init("file", filename: name, contentType: type),
                    .init("briefing_json", text: Self.briefing)),
                .status(202, json: #"{"job_id":"j1"}"#))
        }
        _ = try await rig.run {
            try await $0.jobs.createFile(
                .data(Data("x".utf8), filename: name), FalaraBriefing(from: "de", to: ["en"]),
                options: .init(), onProgress: nil)
        }
    }

    @Test("keep a media type that the caller gives")
    func ownType() async throws {
        let rig = try FalaraRig {
            Exchange(
                .post("/v1/jobs/file").body(
                    multipart: .init("file", contentType: "application/x-xliff+xml"), .init("briefing_json")),
                .status(202, json: #"{"job_id":"j1"}"#))
        }
        _ = try await rig.run {
            try await $0.jobs.createFile(
                .data(Data("x".utf8), filename: "a.xlf", contentType: "application/x-xliff+xml"),
                FalaraBriefing(from: "de", to: ["en"]), options: .init(), onProgress: nil)
        }
    }

    @Test(
        "of other extensions are refused before anything is sent",
        arguments: ["a.txt", "a", "docx", "a.", "", "a.docx.zip"])
    func otherFormats(name: String) async throws {
        let rig = try FalaraRig {}
        let error = try await rig.failure {
            try await $0.jobs.run(.data(Data("x".utf8), filename: name), from: "de", to: "en")
        }
        #expect(error.code == .invalidRequest)
        #expect(error.message.contains(".docx .htm .html .json .markdown .md .pdf .pptx .xlf .xliff .xlsx"))
        #expect(rig.mock.requests.isEmpty)
    }

    @Test("that are missing, empty or larger than 50 MB are refused before anything is sent")
    func sizes() async throws {
        let rig = try FalaraRig {}
        func code(_ file: UploadSource) async throws -> ClientError.Code {
            try await rig.failure { try await $0.jobs.run(file, from: "de", to: "en") }.code
        }
        let large = folder.appending(path: "large.pdf")
        #expect(FileManager.default.createFile(atPath: large.path, contents: nil))
        let handle = try FileHandle(forWritingTo: large)
        try handle.truncate(atOffset: 52_428_801)
        try handle.close()
        #expect(try await code(.file(large)) == .fileTooLarge)
        #expect(try await code(.file(folder.appending(path: "none.pdf"))) == .fileUnavailable)
        #expect(try await code(.data(Data(), filename: "empty.pdf")) == .invalidRequest)
        #expect(rig.mock.requests.isEmpty)
    }

    @Test("of a batch go with both languages and the whole briefing, and those that failed are told")
    func batch() async throws {
        let rig = try FalaraRig {
            Exchange(
                .post("/v1/jobs/batch-file").body(
                    multipart: .init("files", filename: "a.md", content: Data("a".utf8)),
                    .init("files", filename: "b.md", content: Data("b".utf8)),
                    .init("source_lang", text: "de"), .init("target_lang", text: "en"),
                    .init(
                        "briefing_json",
                        text:
                            #"{"mode":"translation","project_name":"Q2","source_lang":"de","target_lang":"en"}"#
                    )
                ), .status(202, json: try Fixture.data("falara/batch-file-created-failed.abridged.json")))
        }
        let created = SendableBox<[String]>([])
        let creation = try await rig.run { falara in
            try await falara.jobs.submitFiles(
                [.data(Data("a".utf8), filename: "a.md"), .data(Data("b".utf8), filename: "b.md")],
                from: "de", to: ["en"], { $0.projectName = "Q2" },
                onEvent: { event in
                    if case .created(let reference) = event { created.withLock { $0.append(reference.id) } }
                })
        }
        #expect(creation.jobs.map(\.id) == ["550e8400-e29b-41d4-a716-446655440000"])
        #expect(creation.failures.map(\.error) == ["The text could not be extracted."])
        #expect(creation.missing == 0)
        #expect(created.current == ["550e8400-e29b-41d4-a716-446655440000"])
    }

    @Test("of a batch into many languages name all of them in the briefing, and the first in its own part")
    func batchOfLanguages() async throws {
        let rig = try FalaraRig {
            Exchange(
                .post("/v1/jobs/batch-file").body(
                    multipart: .init("files", filename: "a.md"), .init("source_lang", text: "de"),
                    .init("target_lang", text: "en"),
                    .init(
                        "briefing_json",
                        text: #"{"mode":"translation","source_lang":"de","target_lang":["en","fr"]}"#)),
                .status(202, json: try Fixture.data("falara/batch-file-created.json")))
            // A service that reads the part alone makes the jobs of one language.
            Exchange(
                .post("/v1/jobs/batch-file"), .status(202, json: #"{"batch_id":"b","job_ids":["j1"]}"#))
        }
        let (both, one) = try await rig.run { falara in
            let files = [UploadSource.data(Data("a".utf8), filename: "a.md")]
            return (
                try await falara.jobs.submitFiles(files, from: "de", to: ["en", "fr"]),
                try await falara.jobs.submitFiles(files, from: "de", to: ["en", "fr"])
            )
        }
        #expect(both.jobs.map(\.targetLanguage) == ["en", "fr"])
        #expect(both.jobs.map(\.file?.estimatedCost) == [0.07, 0.07])
        #expect(both.missing == 0)
        #expect(one.missing == 1)
        #expect(one.jobs.map(\.targetLanguage) == [nil])
    }

    @Test("of a batch that all failed are an answer, not an error")
    func allFailed() async throws {
        let rig = try FalaraRig {
            Exchange(
                .post("/v1/jobs/batch-file"),
                .status(
                    202, json: #"{"batch_id":"b","jobs":[{"job_id":null,"status":"error","error":"No."}]}"#))
        }
        let creation = try await rig.run {
            try await $0.jobs.submitFiles(
                [.data(Data("a".utf8), filename: "a.md")], from: "de", to: ["en"])
        }
        #expect(creation.jobs == [])
        #expect(creation.failures.map(\.failure?.message) == ["No."])
    }

    @Test(
        "of a batch beyond its limits are refused before anything is sent",
        arguments: [
            (0, 1, "There are 0 files, and the service takes 1 to 20 in a batch."),
            (21, 1, "There are 21 files, and the service takes 1 to 20 in a batch."),
            (1, 11, "There are 11 target languages, and the service takes 1 to 10 in a batch."),
            (
                11, 10,
                "There are 110 jobs (files times languages), and the service takes 1 to 100 in a batch."
            ),
        ])
    func limits(files: Int, languages: Int, words: String) async throws {
        let rig = try FalaraRig {}
        let error = try await rig.failure { falara in
            try await falara.jobs.submitFiles(
                (0..<files).map { .data(Data("x".utf8), filename: "\($0).md") }, from: "de",
                to: (0..<languages).map { "l\($0)" })
        }
        #expect(error.code == .invalidRequest)
        #expect(error.message == words)
    }

    @Test("of a batch have 50 MB together")
    func total() async throws {
        let rig = try FalaraRig {}
        let half = Data(count: 26_214_401)
        let error = try await rig.failure { falara in
            try await falara.jobs.submitFiles(
                [.data(half, filename: "a.pdf"), .data(half, filename: "b.pdf")], from: "de", to: ["en"])
        }
        #expect(error.code == .fileTooLarge)
        #expect(error.message.contains("52428802 bytes together"))
    }

    @Test("are downloaded on after a cut, alone and as the archive of a batch")
    func downloads() async throws {
        let rig = try FalaraRig {
            Exchange(
                .get("/v1/jobs/j1/download"),
                .status(200, headers: ["ETag": #""e1""#], body: Data("0123456789".utf8)).truncated(after: 4))
            Exchange(
                .get("/v1/jobs/j1/download").header("Range", "bytes=4-").header("If-Match", #""e1""#),
                .status(
                    206, headers: ["Content-Range": "bytes 4-9/10", "ETag": #""e1""#],
                    body: Data("456789".utf8)))
            Exchange(.get("/v1/jobs/batch/b1/download"), .status(200, body: Data("PK".utf8)))
        }
        let folder = folder
        try await rig.run { falara in
            try await falara.jobs.download("j1").save(to: folder.appending(path: "a"))
            try await falara.jobs.downloadBatch("b1").save(to: folder.appending(path: "b.zip"))
        }
        #expect(try Data(contentsOf: folder.appending(path: "a")) == Data("0123456789".utf8))
        #expect(try Data(contentsOf: folder.appending(path: "b.zip")) == Data("PK".utf8))
    }

    @Test("are followed to another origin without the key")
    func redirected() async throws {
        let rig = try FalaraRig {
            Exchange(
                .get("https://app.falara.io/v1/jobs/j1/download").header("X-API-Key", "fal_secret"),
                .redirect(to: "https://files.example.com/j1?sig=1"))
            Exchange(
                .get("https://files.example.com/j1?sig=1").noHeader("X-API-Key").noHeader("Authorization"),
                .status(200, body: Data("x".utf8)))
        }
        #expect(try await rig.run { try await $0.jobs.download("j1").data() } == Data("x".utf8))
    }

    @Test("that the service does not know are not found", arguments: [404, 410])
    func unknown(status: Int) async throws {
        let rig = try FalaraRig {
            Exchange(.get("/v1/jobs/batch/b1/download"), .status(status, json: #"{"detail":"Not found."}"#))
        }
        let error = try await rig.failure { try await $0.jobs.downloadBatch("b1").data() }
        #expect(error.status == status)
        #expect(error.operation == "jobs.downloadBatch")
        #expect(error.message.hasSuffix("It said: Not found."))
    }

    @Test(
        "that the service refuses are an error in its words, and are not sent again",
        arguments: [
            (400, ClientError.Code.rejected), (413, .fileTooLarge), (415, .rejected), (422, .rejected),
        ])
    func refused(status: Int, code: ClientError.Code) async throws {
        let rig = try FalaraRig {
            Exchange(.post("/v1/jobs/file"), .status(status, json: #"{"detail":"Text extraction failed."}"#))
        }
        let error = try await rig.failure {
            try await $0.jobs.run(.data(Data("x".utf8), filename: "a.docx"), from: "de", to: "en")
        }
        #expect(error.code == code)
        #expect(error.message.hasSuffix("It said: Text extraction failed."))
        #expect(error.operation == "jobs.file")
    }

    @Test("need one language each; many are a batch")
    func oneLanguage() async throws {
        let rig = try FalaraRig {}
        let error = try await rig.failure {
            try await $0.jobs.createFile(
                .data(Data("x".utf8), filename: "a.md"), FalaraBriefing(from: "de", to: ["en", "fr"]),
                options: .init(), onProgress: nil)
        }
        #expect(error.code == .invalidRequest)
    }

    @Test("that are not there yet are not ready, with the status, and leave nothing behind")
    func notReady() async throws {
        let rig = try FalaraRig {
            Exchange(
                .get("/v1/jobs/j1/download"),
                .status(409, json: try Fixture.data("falara/conflict-not-ready.abridged.json")))
        }
        let folder = folder
        let error = try await rig.failure {
            try await $0.jobs.download("j1").save(to: folder.appending(path: "a"))
        }
        #expect(error.code == .notReady)
        #expect(error.operation == "jobs.download")
        #expect(error.reference?.id == "j1")
        #expect(error.message.contains("no file yet, or ended without one. Its status is “processing”."))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }
}
