import Flixu
import Foundation
import LanguageJobsTesting
import Testing

@Suite("A translated file in an answer")
struct InlineFileTests {
    /// Sends an answer in pieces of a size, and gives the job that was made of it.
    private func job(
        _ body: String, by size: Int, _ check: (FlixuDocumentJob?, ClientError?, FlixuRig) throws -> Void
    )
        async throws
    {
        let rig = try FlixuRig(
            MockTransport {
                Exchange(.post("/v1/translate/document"), .json(body).chunked(by: size))
            })
        defer { rig.removeFolder() }
        let request = FlixuDocumentRequest(.data(Data("x".utf8), filename: "a.txt"), from: "en", to: "de")
        var job: FlixuDocumentJob?
        let error = await FlixuRig.error { job = try await rig.flixu.documents.create(request) }
        try check(job, error, rig)
    }

    private func contents(_ job: FlixuDocumentJob?) -> Data? { try? job?.file?.data() }

    @Test(
        "is the same wherever the answer is cut, and what stands around it is read",
        arguments: [1, 2, 3, 7, 64, 4_096])
    func cuts(size: Int) async throws {
        let body = """
            { "data" : {"filename":"a \\"b\\" file_data\\\\","file_data": "SGFs\\r\\nbG8s\\u0020V2Vs\\/\\/8" , "tags":[{"file_data":"x"},["y"]],
            "credits_used":7,"status":"completed"},"file":"file_data","meta":{"request_id":"r","file_data":"z"}}
            """
        try await job(body, by: size) { job, error, _ in
            #expect(error == nil)
            #expect(job?.filename == #"a "b" file_data\"#)
            #expect(contents(job) == Data("Hallo,Wel".utf8) + [0xFF, 0xFF])
            #expect(job?.creditsUsed == 7)
            #expect(job?.requestID == "r")
        }
    }

    @Test(
        "may be in another form of Base64",
        arguments: [
            ("-_-_", [0xFB, 0xFF, 0xBF]), ("+/+/", [0xFB, 0xFF, 0xBF]), ("QQ", [0x41]), ("QQ==", [0x41]),
            (#"Q\nQ=\r="#, [0x41]),
        ] as [(String, [UInt8])])
    func forms(text: String, bytes: [UInt8]) async throws {
        for body in [#"{"data":{"file_data":"\#(text)"}}"#, #"{"file_data":"\#(text)"}"#] {
            try await job(body, by: 5) { job, _, _ in #expect(contents(job) == Data(bytes)) }
        }
    }

    @Test("that is damaged is as good as none, and the error says so where nothing else is there")
    func damaged() async throws {
        for text in ["SGFsb*==", "SGFsbG8=SGFs", "é", #"\u00e9"#] {
            for members in ["", #""status":"completed","#, #""download_url":"","status":"Completed","#] {
                try await job(
                    #"{"data":{\#(members)"file_data":"\#(text)"},"meta":{"request_id":"r"}}"#, by: 4
                ) { job, error, _ in
                    #expect(job == nil)
                    #expect(error?.code == .submissionUncertain)
                    #expect(error?.requestID == "r")
                    #expect(error?.message.contains("There was a file, but it is no Base64.") == true)
                }
            }
            try await job(#"{"data":{"file_data":"\#(text)","job_id":"d"}}"#, by: 4) { job, error, _ in
                #expect(job?.jobID == "d")
                #expect(job?.file == nil)
                #expect(error == nil)
            }
        }
    }

    @Test(
        "in an answer that is no JSON is not believed",
        arguments: [
            #"{"data":{"file_data":"SGFsbG8="}"#, #"{"data":{"file_data":"SGFsbG8="#,
            #"{"data":{"file_data":"SGFsbG8=" "x"}}"#, #"{"data":{"file_data":"SG\x"}}"#,
            #"}]{"file_data":"SGFsbG8="}"#,
            #"{"data":{"file_data":"SGFsbG8=","file_data":"SGFsbG8="}}}"#, "<html></html>",
            #"["file_data","SGFsbG8="]"#,
        ])
    func notJSON(body: String) async throws {
        try await job(body, by: 3) { job, error, rig in
            #expect(job == nil)
            #expect(error?.code == .submissionUncertain)
            let left = try directories(rig.folder)
            #expect(left == 0)
        }
    }

    @Test("lies in a temporary file that is gone with the last value that holds it")
    func lifetime() async throws {
        let bytes = Data((0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 7) })
        let rig = try FlixuRig(
            MockTransport {
                Exchange(
                    .post("/v1/translate/document"),
                    .json(#"{"data":{"file_data":"\#(bytes.base64EncodedString())"}}"#).chunked(by: 10_000))
            })
        defer { rig.removeFolder() }
        let request = FlixuDocumentRequest(.data(Data("x".utf8), filename: "a.txt"), from: "en", to: "de")
        var job: FlixuDocumentJob? = try await rig.flixu.documents.create(request)
        #expect(contents(job) == bytes)
        #expect(job == FlixuDocumentJob(file: FlixuInlineFile(bytes)))
        let kept = try JSONEncoder().encode(job?.file)
        #expect(try JSONDecoder().decode(FlixuInlineFile.self, from: kept).data() == bytes)
        var result: ResultFile? = try await rig.flixu.documents.output(of: try #require(job))
        job = nil
        // The directory of a process is there as long as a file is in use.
        #expect(try directories(rig.folder) == 1)
        #expect(try await result?.data() == bytes)
        result = nil
        #expect(try directories(rig.folder) == 0)
    }

    /// How many processes have temporary files in use.
    private func directories(_ folder: URL) throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).reduce(0) { count, name in
            let path = folder.appending(path: name).path
            return count + (try FileManager.default.contentsOfDirectory(atPath: path).count)
        }
    }

    @Test("that can't be kept is looked for at the address, or the error says why")
    func noRoom() async throws {
        let flixu = try FlixuClient(
            credential: .value("k"), baseURL: URL(string: FlixuRig.base), configuration: .init(retry: .never),
            temporaryDirectory: URL(filePath: "/nonexistent/folder"),
            transport: MockTransport {
                Exchange(.post("/v1/translate/document"), .json(#"{"data":{"file_data":"SGFsbG8="}}"#))
                Exchange(
                    .post("/v1/translate/document"),
                    .json(#"{"data":{"status":"completed","file_data":"SGFsbG8="}}"#))
                Exchange(
                    .post("/v1/translate/document"),
                    .json(#"{"data":{"file_data":"SGFsbG8=","download_url":"https://s3.example/a"}}"#))
                Exchange(
                    .get("/v1/translate/d"),
                    .json(#"{"data":{"job_id":"d","status":"completed","file_data":"SGFsbG8="}}"#))
            })
        let request = FlixuDocumentRequest(.data(Data("x".utf8), filename: "a.txt"), from: "en", to: "de")
        for _ in 0..<2 {
            let error = await FlixuRig.error { try await flixu.documents.create(request) }
            #expect(error?.code == .submissionUncertain)
            #expect(error?.message.contains("it can't be kept in the temporary directory") == true)
        }
        let job = try await flixu.documents.create(request)
        #expect(job.file == nil)
        #expect(job.phase == .succeeded)
        // The job can be read again when there is room.
        let polled = await FlixuRig.error { try await flixu.documents.job("d", wait: nil, options: .init()) }
        #expect(polled?.code == .storageFull)
        #expect(polled?.message.contains("it can't be kept in the temporary directory") == true)
    }
}
