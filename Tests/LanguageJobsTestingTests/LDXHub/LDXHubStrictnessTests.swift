import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

@Suite struct LDXHubStrictnessTests {
    private static let refine = "/refineloop/jobs"
    private static let render = "/renderocr/jobs"

    @Test(
        "A create request that is not right is refused, with the reason, and creates nothing",
        arguments: [
            (refine, "[]", "must be a JSON object"),
            (refine, "", "is not JSON"),
            (refine, #"{"model":"#, "is not JSON"),
            (refine, #"{"file_id":"FILE"}"#, "model is required"),
            (refine, #"{"model":"google/gemini-3.5-flash"}"#, "file_id is required"),
            (refine, #"{"model":5,"file_id":"FILE"}"#, "model must be a string"),
            (refine, #"{"model":"no/such","file_id":"FILE"}"#, "no/such is no model of refineloop"),
            (refine, #"{"model":"ki/ocr","file_id":"FILE"}"#, "ki/ocr is no model of refineloop"),
            (refine, #"{"engine":"ki/ocr","model":"openai/gpt-5.5","file_id":"FILE"}"#, "engine is no field"),
            (refine, #"{"model":"openai/gpt-5.5","file_id":"nothing"}"#, "The file nothing doesn't exist"),
            (refine, #"{"model":"openai/gpt-5.5","file_id":["FILE"]}"#, "file_id must be a string"),
            (
                refine, #"{"model":"openai/gpt-5.5","file_id":"FILE","max_revision":3}"#,
                "max_revision is no field"
            ),
            (refine, #"{"model":"openai/gpt-5.5","file_id":"FILE","max_revisions":0}"#, "from 1 to 10"),
            (refine, #"{"model":"openai/gpt-5.5","file_id":"FILE","max_revisions":11}"#, "from 1 to 10"),
            (
                refine, #"{"model":"openai/gpt-5.5","file_id":"FILE","max_revisions":"3"}"#,
                "must be an integer"
            ),
            (
                refine, #"{"model":"openai/gpt-5.5","file_id":"FILE","max_revisions":null}"#,
                "must be an integer"
            ),
            (
                refine, #"{"model":"openai/gpt-5.5","file_id":"FILE","output_mode":"Full"}"#,
                "one of full, translations, none"
            ),
            (
                refine, #"{"model":"openai/gpt-5.5","file_id":"FILE","remove_hyphenation":0}"#,
                "must be a boolean"
            ),
            (
                refine, #"{"model":"openai/gpt-5.5","file_id":"FILE","exclude_numeric_segments":"true"}"#,
                "must be a boolean"
            ),
            (refine, #"{"model":"openai/gpt-5.5","file_id":"FILE","domain":1}"#, "domain must be a string"),
            (
                refine, #"{"model":"openai/gpt-5.5","file_id":"FILE","note_language":[]}"#,
                "note_language must be a string"
            ),
            (
                refine, #"{"model":"openai/gpt-5.5","file_id":"FILE","custom_instructions":{}}"#,
                "must be a string"
            ),
            (
                render, #"{"engine":"ki/ocr","file_id":"FILE","languages":["jpn"]}"#,
                "output_format is required"
            ),
            (
                render, #"{"engine":"ki/ocr","file_id":"FILE","output_format":"docx"}"#,
                "languages is required"
            ),
            (
                render, #"{"engine":"ki/ocr","file_id":"FILE","languages":[],"output_format":"docx"}"#,
                "must name a language"
            ),
            (
                render, #"{"engine":"ki/ocr","file_id":"FILE","languages":"jpn","output_format":"docx"}"#,
                "an array of strings"
            ),
            (
                render, #"{"engine":"ki/ocr","file_id":"FILE","languages":[5],"output_format":"docx"}"#,
                "strings only"
            ),
            (
                render,
                #"{"engine":"ki/ocr","file_id":"FILE","languages":["jpn","tlh"],"output_format":"docx"}"#,
                "tlh is no language"
            ),
            (
                render, #"{"engine":"ki/ocr","file_id":"FILE","languages":["jpn"],"output_format":"pdf"}"#,
                "one of docx, xlsx, pptx"
            ),
            (
                render, #"{"engine":"ki/cast","file_id":"FILE","languages":["jpn"],"output_format":"docx"}"#,
                "ki/cast is no engine"
            ),
            (
                render,
                #"{"model":"openai/gpt-5.5","file_id":"FILE","languages":["jpn"],"output_format":"docx"}"#,
                "model is no field"
            ),
        ])
    func create(path: String, body: String, reason: String) async throws {
        try await withHub { caller, _ in
            let answer = try await caller.post(
                path, json: body.replacing("FILE", with: try await caller.fileID()))
            #expect(answer.status == 400)
            #expect(answer.string("error.message")?.contains(reason) == true, "\(answer.text)")
            #expect(await caller.hub.ledger.jobsCreated.isEmpty)
        }
    }

    @Test("What the vendor's own clients send is taken")
    func vendor() async throws {
        try await withHub { caller, _ in
            let id = try await caller.fileID()
            let full = try await caller.post(
                Self.refine,
                json: """
                    {"model":"bedrock/global.amazon.nova-2-lite-v1:0","file_id":"\(id)","max_revisions":1,"domain":"IR",
                    "exclude_numeric_segments":true,"remove_hyphenation":false,"note_language":"ja","output_mode":"none",
                    "custom_instructions":"専門用語は原文のまま残してください","webhook_url":"https://a.invalid","webhook_secret":"s"}
                    """, headers: ["Content-Type": "application/json; charset=UTF-8"])
            #expect(full.status == 202)
        }
    }

    @Test("An expired file is no input")
    func expired() async throws {
        var plan = LDXHubPlan()
        plan.fileLifetime = .seconds(10)
        try await withHub(plan: plan) { caller, time in
            let id = try await caller.fileID()
            try await time.pass(.seconds(10))
            let answer = try await caller.post(
                Self.refine, json: #"{"model":"openai/gpt-5.5","file_id":"\#(id)"}"#)
            #expect(answer.status == 400)
            #expect(answer.string("error.code") == "invalid_file_id")
        }
    }

    @Test(
        "A body of another type is refused",
        arguments: [
            (refine, "text/plain"), (refine, "application/json-patch+json"),
            (refine, "multipart/form-data; boundary=x"),
            (refine, "application/json; charset=latin1"), (refine, ""), ("/files", "application/json"),
            ("/files", "application/octet-stream"), ("/files", ""),
            ("/files", "multipart/mixed; boundary=cut-here"),
        ])
    func contentType(path: String, type: String) async throws {
        try await withHub { caller, _ in
            let headers: TransportHeaders = type.isEmpty ? [:] : ["Content-Type": type]
            let answer = try await caller.send(.post, path, headers: headers, body: .bytes(Data("{}".utf8)))
            #expect(answer.status == 415)
            #expect(answer.string("error.code") == "unsupported_media_type")
        }
    }

    @Test(
        "An upload that is not one file named file is refused, and stores nothing",
        arguments: [
            ("multipart/form-data", "--b--\r\n", "no boundary"),
            ("multipart/form-data; boundary=b", "", "doesn't begin with the boundary"),
            ("multipart/form-data; boundary=b", "--b--\r\n", "no part named"),
            (
                "multipart/form-data; boundary=b",
                "--b\r\nContent-Disposition: form-data; name=\"document\"; filename=\"a\"\r\n\r\nx\r\n--b--\r\n",
                "The part document is not a file"
            ),
            (
                "multipart/form-data; boundary=b",
                "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nx\r\n--b--\r\n", "not a file"
            ),
            (
                "multipart/form-data; boundary=b",
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\"\r\n\r\nx\r\n--b--\r\n",
                "not a file"
            ),
            (
                "multipart/form-data; boundary=b",
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nx\r\n"
                    + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"b\"\r\n\r\nx\r\n--b--\r\n",
                "more than one file"
            ),
            (
                "multipart/form-data; boundary=b",
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nx\r\n",
                "without the closing delimiter"
            ),
        ])
    func upload(type: String, body: String, reason: String) async throws {
        try await withHub { caller, _ in
            let answer = try await caller.send(
                .post, "/files", headers: ["Content-Type": type], body: .bytes(Data(body.utf8)))
            #expect(answer.status == 400)
            #expect(answer.string("error.message")?.contains(reason) == true, "\(answer.text)")
            #expect(await caller.hub.ledger.filesStored.isEmpty)
        }
    }

    @Test(
        "A file of the largest size is stored, one byte more is 413",
        arguments: [(100_000, 201), (100_001, 413)])
    func size(bytes: Int, status: Int) async throws {
        var plan = LDXHubPlan()
        plan.maximumFileSize = 100_000
        try await withHub(plan: plan) { caller, _ in
            let answer = try await caller.upload("a.bin", Data(repeating: 0x0D, count: bytes))
            #expect(answer.status == status)
        }
    }

    @Test("The limit is 209,715,200 bytes, and a body that must be longer is refused unread")
    func announcedSize() async throws {
        try await withHub { caller, _ in
            let read = SendableBox(0)
            let answer = try await caller.send(
                .post, "/files", headers: ["Content-Type": "multipart/form-data; boundary=b"],
                body: .stream(length: 209_715_200 + 40_000) {
                    TransportStream {
                        read.withLock { $0 += 1 }
                        return Data([1])
                    }
                })
            #expect(answer.status == 413)
            #expect(read.current == 0)
            #expect(LDXHubPlan().maximumFileSize == 209_715_200)
        }
    }

    @Test(
        "There is nothing at an unknown path",
        arguments: [
            "/", "", "/file", "/files/", "/files//content", "/files/a/contents", "/files/a/content/b",
            "/v1/files",
            "/refineloop", "/refineloop/", "/refineloop/engines", "/refineloop/jobs/a/b", "/refineloop/jobs/",
            "/renderocr/models", "/nothing/jobs", "/REFINELOOP/jobs", "/files/..%2F..%2Fetc%2Fpasswd/a",
        ])
    func unknownPath(path: String) async throws {
        try await withHub { caller, _ in
            let answer = try await caller.get(path)
            #expect(answer.status == 404)
            #expect(await caller.hub.ledger.requests(to: .unknown) == 1)
        }
    }

    @Test(
        "A path has the methods that it has",
        arguments: [
            (TransportMethod.delete, "/files/a"), (.put, "/files"), (.post, "/files/a"),
            (.head, "/files/a/content"),
            (.post, "/files/a/content"), (.post, "/refineloop/models"), (.delete, "/refineloop/jobs/a"),
            (.put, "/refineloop/jobs"), (.post, "/renderocr/jobs/a"),
        ])
    func method(method: TransportMethod, path: String) async throws {
        try await withHub { caller, _ in
            let answer = try await caller.send(method, path)
            #expect(answer.status == 405)
        }
    }

    @Test(
        "A query item that an operation doesn't have is refused",
        arguments: ["/files?limit=5", "/refineloop/jobs?wait=5", "/refineloop/jobs/a?waits=5"])
    func query(path: String) async throws {
        try await withHub { caller, _ in
            let answer = try await caller.get(path)
            #expect(answer.status == 400)
        }
    }

    @Test(
        "Only models and engines are for everybody",
        arguments: [
            (TransportMethod.get, "/files", 401), (.post, "/files", 401), (.get, "/files/a", 401),
            (.get, "/files/a/content", 401), (.get, "/refineloop/jobs", 401),
            (.post, "/refineloop/jobs", 401),
            (.get, "/refineloop/jobs/a", 401), (.get, "/renderocr/jobs", 401),
            (.get, "/refineloop/models", 200),
            (.get, "/renderocr/engines", 200),
        ])
    func anonymous(method: TransportMethod, path: String, status: Int) async throws {
        try await withHub { caller, _ in
            var caller = caller
            caller.key = nil
            let answer = try await caller.send(method, path)
            #expect(answer.status == status)
        }
    }

    @Test(
        "A key is a bearer token, and one of those that are accepted",
        arguments: [
            ("Bearer right", 200), ("bearer right", 200), ("Bearer wrong", 401), ("Bearer ", 401),
            ("Bearer", 401),
            ("right", 401), ("Basic right", 401), ("Bearer right more", 401), ("", 401),
        ])
    func key(authorization: String, status: Int) async throws {
        var plan = LDXHubPlan()
        plan.acceptedKeys = ["right"]
        try await withHub(plan: plan) { caller, _ in
            let answer = try await caller.get("/files", headers: ["Authorization": authorization])
            #expect(answer.status == status)
        }
    }
}
