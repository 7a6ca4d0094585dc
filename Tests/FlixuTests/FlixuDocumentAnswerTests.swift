import Flixu
import Foundation
import LanguageJobsTesting
import Testing

@Suite("A document that Flixu answers")
struct FlixuDocumentAnswerTests {
    private static let manual = UploadSource.data(Data("<xliff/>".utf8), filename: "manual.xliff")

    private static func answer(_ members: String) -> RecordedResponse {
        .json(#"{"data":{\#(members)},"meta":{"request_id":"r-1"}}"#)
    }

    /// Runs a document through a script.
    private func run(
        _ exchanges: [Exchange], onEvent: (@Sendable (JobRunEvent<FlixuDocumentJob>) -> Void)? = nil,
        _ check: (ResultFile, FlixuRig) async throws -> Void
    ) async throws {
        let time = VirtualTime()
        let rig = try FlixuRig(
            MockTransport(exchanges, time: time),
            configuration: .init(retry: .never, runtime: time.runtime(seed: 1)))
        defer { rig.removeFolder() }
        let result = try await time.run {
            try await rig.flixu.documents.run(Self.manual, from: "en", to: "de", onEvent: onEvent)
        }
        try await check(result, rig)
        try rig.mock.verify()
    }

    private func expectHallo(_ result: ResultFile) async {
        #expect(await (try? result.data()) == Data("hallo".utf8))
    }

    private static func create(_ response: RecordedResponse) -> Exchange {
        Exchange(.post("/v1/translate/document").header("Authorization", "Bearer flx_key"), response)
    }

    @Test("that is finished in the answer costs one request, has no reference, and can be saved twice")
    func inline() async throws {
        let events = SendableBox<[String]>([])
        try await run(
            [
                Self.create(
                    Self.answer(
                        #""filename":"../manual.xliff","file_data":"aGFsbG8=","download_url":"https://x.example/""#
                    ))
            ],
            onEvent: { event in
                switch event {
                case .snapshot(let job):
                    events.withLock { $0.append("\(job.statusName) \(job.fractionCompleted ?? -1)") }
                case .created(let reference): events.withLock { $0.append("created \(reference)") }
                default: break
                }
            }
        ) { result, rig in
            #expect(result.reference == nil)
            for name in ["a", "b"] {
                let saved = try await result.save(to: rig.folder.appending(path: name))
                #expect(saved.suggestedName == "manual.xliff")
                #expect(try Data(contentsOf: saved.url) == Data("hallo".utf8))
            }
            await expectHallo(result)
        }
        #expect(events.current == ["completed 1.0"])
    }

    @Test(
        "is taken from its address when there is no file in the answer that can be read, without the key",
        arguments: [
            "", #","file_data":null"#, #","file_data":"""#, #","file_data":"PD94...""#, #","file_data":7"#,
        ])
    func signedAddress(file: String) async throws {
        try await run([
            Self.create(
                Self.answer(
                    #""download_url":"https://s3.example/abc.xliff?sig=1","filename":"m.xliff"\#(file)"#)),
            Exchange(
                .get("https://s3.example/abc.xliff?sig=1").noHeader("Authorization"),
                .status(200, body: Data("hallo".utf8))),
        ]) { result, rig in
            let saved = try await result.save(to: rig.folder.appending(path: "a"))
            #expect(saved.suggestedName == "m.xliff")
            #expect(try Data(contentsOf: saved.url) == Data("hallo".utf8))
        }
    }

    @Test(
        "at an address of the service itself is asked for without the key as well, since the address is signed"
    )
    func signedAtHome() async throws {
        try await run([
            Self.create(Self.answer(#""download_url":"https://api.flixu.ai/presigned/a?sig=1""#)),
            Exchange(
                .get("https://api.flixu.ai/presigned/a?sig=1").noHeader("Authorization"),
                .status(200, body: Data("hallo".utf8))),
        ]) { result, _ in await expectHallo(result) }
    }

    @Test(
        "that is a job is watched to its end, whatever status its creation answers with",
        arguments: [200, 201, 202])
    func job(status: Int) async throws {
        let events = SendableBox<[String]>([])
        try await run(
            [
                Self.create(
                    .status(
                        status,
                        json:
                            #"{"data":{"job_id":"doc_abc123def456","status":"created","progress":0.0},"meta":{}}"#
                    )),
                Exchange(.get("/v1/translate/doc_abc123def456"), try FlixuRig.fixture("job-processing")),
                Exchange(.get("/v1/translate/doc_abc123def456"), try FlixuRig.fixture("job-completed")),
                Exchange(
                    .get("https://api.flixu.ai/v1/documents/doc_abc123def456/download")
                        .header("Authorization", "Bearer flx_key"),
                    .status(200, body: Data("hallo".utf8))),
            ],
            onEvent: { event in
                let line =
                    switch event {
                    case .created(let reference): "created \(reference)"
                    case .snapshot(let job): "\(job.statusName) \(job.fractionCompleted ?? -1)"
                    case .uploading(let progress): "uploading \(progress.completed == progress.total)"
                    case .uploaded: "uploaded"
                    }
                events.withLock { $0.append(line) }
            }
        ) { result, _ in
            #expect(result.reference?.id == "doc_abc123def456")
            #expect(result.id == "doc_abc123def456")
            await expectHallo(result)
        }
        #expect(
            events.current.filter { !$0.hasPrefix("uploading") } == [
                "created flixu.documents/doc_abc123def456", "created 0.0", "processing 0.5", "completed 1.0",
            ])
    }

    @Test(
        "that is a job without any other member is watched, and not asked for more often than every 2 to 10 seconds"
    )
    func schedule() async throws {
        let time = VirtualTime()
        let rig = try FlixuRig(
            MockTransport(
                [Self.create(Self.answer(#""job_id":"d""#))]
                    + (0..<8).map { _ in
                        Exchange(
                            .get("/v1/translate/d"),
                            Self.answer(#""job_id":"d","status":"waiting","progress":null"#))
                    } + [Exchange(.get("/v1/translate/d"), Self.answer(#""status":"completed""#))], time: time
            ),
            configuration: .init(retry: .never, runtime: time.runtime(seed: 1)))
        defer { rig.removeFolder() }
        let times = SendableBox<[Duration]>([])
        _ = try await time.run {
            try await rig.flixu.documents.run(
                Self.manual, from: "en", to: "de",
                options: .init(
                    emission: .everyPoll,
                    call: .with { $0.onResponse = { _ in times.withLock { $0.append(time.now) } } }))
        }
        let waits = zip(times.current.dropFirst(), times.current).map { $0 - $1 }
        #expect(waits.count == 9)
        #expect(waits.allSatisfy { $0 >= .milliseconds(1_800) && $0 <= .seconds(11) })
        #expect(try #require(waits.first) <= .milliseconds(2_200))
        #expect(try #require(waits.last) >= .seconds(9))
        try rig.mock.verify()
    }

    @Test(
        "of a completed job that names no result is at the address that is known from an example",
        arguments: [
            #""result_url":null"#, #""error":null"#, #""result_url":"""#,
        ])
    func nameless(member: String) async throws {
        try await run([
            Self.create(Self.answer(#""job_id":"a/b","status":"completed",\#(member)"#)),
            Exchange(
                .get("/v1/documents/a%2Fb/download").header("Authorization", "Bearer flx_key"),
                .status(200, body: Data("hallo".utf8))),
        ]) { result, _ in await expectHallo(result) }
    }

    @Test(
        "whose result is at another origin, or leads there, is asked for without the key",
        arguments: [301, 302, 303, 307, 308])
    func redirects(status: Int) async throws {
        try await run([
            Self.create(
                Self.answer(
                    #""job_id":"d","status":"completed","result_url":"https://api.flixu.ai/v1/documents/d/download""#
                )),
            Exchange(
                .get("https://api.flixu.ai/v1/documents/d/download").header(
                    "Authorization", "Bearer flx_key"),
                .redirect(to: "https://s3.example/d?sig=1", status: status)),
            Exchange(
                .get("https://s3.example/d?sig=1").noHeader("Authorization"),
                .status(200, body: Data("hallo".utf8))),
        ]) { result, _ in await expectHallo(result) }
        try await run([
            Self.create(
                Self.answer(#""job_id":"d","status":"completed","result_url":"https://files.flixu.ai/d""#)),
            Exchange(
                .get("https://files.flixu.ai/d").noHeader("Authorization"),
                .status(200, body: Data("hallo".utf8))),
        ]) { result, _ in await expectHallo(result) }
    }

    @Test("whose address is plain http elsewhere is not asked for")
    func insecure() async throws {
        try await run([Self.create(Self.answer(#""download_url":"http://s3.example/a""#))]) { result, rig in
            let error = await FlixuRig.error { try await result.data() }
            #expect(error?.code == .insecureConnection)
            #expect(rig.mock.requests.count == 1)
        }
    }

    @Test(
        "whose address is too old is expired, wherever that is said",
        arguments: [
            ("https://s3.example/a", 403), ("https://s3.example/a", 404), ("https://api.flixu.ai/v1/a", 404),
            ("https://api.flixu.ai/v1/a", 410),
        ])
    func expired(address: String, status: Int) async throws {
        try await run([
            Self.create(Self.answer(#""job_id":"d","status":"completed","result_url":"\#(address)""#)),
            Exchange(
                .get(address), .status(status, body: Data("<Error><Code>AccessDenied</Code></Error>".utf8))),
        ]) { result, _ in
            let error = await FlixuRig.error { try await result.data() }
            #expect(error?.code == .resultExpired)
            #expect(error?.status == status)
            #expect(error?.reference?.id == "d")
        }
    }

    @Test("that is not where no address named it is not expired: the job may still name one")
    func notAtTheGuess() async throws {
        try await run([
            Self.create(Self.answer(#""job_id":"d","status":"completed""#)),
            Exchange(
                .get("/v1/documents/d/download"), .status(404, json: #"{"error":{"code":"not_found"}}"#)),
        ]) { result, _ in
            let error = await FlixuRig.error { try await result.data() }
            #expect(error?.code == .notFound)
            #expect(error?.status == 404)
            #expect(error?.reference?.id == "d")
            #expect(
                error?.message
                    == "The service named no address for the translation, and it is not at the usual one. "
                    + "Read the job again later.")
        }
        try await run([
            Self.create(Self.answer(#""job_id":"d","status":"completed""#)),
            Exchange(.get("/v1/documents/d/download"), .status(410, body: Data())),
        ]) { result, _ in
            #expect(await FlixuRig.error { try await result.data() }?.code == .resultExpired)
        }
    }

    @Test("whose file in a job's answer is damaged says so, unless there is an address")
    func damagedInJob() async throws {
        let time = VirtualTime()
        let rig = try FlixuRig(
            MockTransport(
                [
                    Self.create(Self.answer(#""job_id":"d","status":"created""#)),
                    Exchange(
                        .get("/v1/translate/d"),
                        Self.answer(#""job_id":"d","status":"completed","file_data":"SGFsb*==""#)),
                    Exchange(
                        .get("/v1/translate/d"),
                        Self.answer(
                            #""job_id":"d","status":"completed","file_data":"SGFsb*==","result_url":"https://s3.example/d""#
                        )),
                    Exchange(
                        .get("/v1/translate/d"),
                        Self.answer(#""job_id":"d","status":"processing","file_data":"SGFsb*==""#)),
                ], time: time), configuration: .init(retry: .never, runtime: time.runtime(seed: 1)))
        defer { rig.removeFolder() }
        let error = try await time.run {
            await FlixuRig.error { try await rig.flixu.documents.run(Self.manual, from: "en", to: "de") }
        }
        #expect(error?.code == .unexpectedResponse)
        #expect(error?.reference?.id == "d")
        #expect(error?.requestID == "r-1")
        #expect(
            error?.message.contains(
                "The job is completed with a file that can't be used: it is no Base64. It names no address")
                == true)
        let addressed = try await rig.flixu.documents.job("d", wait: nil, options: .init())
        #expect(addressed.resultAddress == "https://s3.example/d")
        #expect(try await rig.flixu.documents.job("d", wait: nil, options: .init()).phase == .active)
        try rig.mock.verify()
    }

    @Test("that the service itself refuses to give is not expired")
    func forbidden() async throws {
        try await run([
            Self.create(Self.answer(#""job_id":"d","status":"completed""#)),
            Exchange(
                .get("/v1/documents/d/download"), .status(403, json: #"{"error":{"code":"feature_locked"}}"#)),
        ]) { result, _ in
            let error = await FlixuRig.error { try await result.data() }
            #expect(error?.code == .forbidden)
            #expect(error?.serviceCode == "feature_locked")
        }
    }

    @Test(
        "that failed has the service's reason, in either form, its reference, and no progress",
        arguments: [
            (#""failed","error":"bad segment""#, "The job failed: bad segment", nil, "r-1"),
            (
                #""error","error":{"code":"c","message":"bad segment","request_id":"r-2"}"#,
                "The job failed: bad segment", "c", "r-2"
            ),
            (#""FAILED""#, "The job failed: the service gave no reason (status “FAILED”)", nil, "r-1"),
        ] as [(String, String, String?, String)])
    func failed(members: String, message: String, code: String?, requestID: String) async throws {
        let time = VirtualTime()
        let last = SendableBox<FlixuDocumentJob?>(nil)
        let rig = try FlixuRig(
            MockTransport(
                [
                    Self.create(Self.answer(#""job_id":"d","status":"processing","progress":0.5"#)),
                    Exchange(
                        .get("/v1/translate/d"),
                        Self.answer(#""job_id":"d","progress":0.0,"status":\#(members)"#)),
                ], time: time), configuration: .init(retry: .never, runtime: time.runtime(seed: 1)))
        defer { rig.removeFolder() }
        let error = try await time.run {
            await FlixuRig.error {
                try await rig.flixu.documents.run(Self.manual, from: "en", to: "de") { _ in
                } onEvent: { event in
                    if case .snapshot(let job) = event { last.exchange(job) }
                }
            }
        }
        #expect(error?.code == .jobFailed)
        #expect(error?.message == message)
        #expect(error?.serviceCode == code)
        #expect(error?.requestID == requestID)
        #expect(error?.reference?.id == "d")
        #expect(last.current?.progress == 0)
        #expect(last.current?.fractionCompleted == nil)
    }

    @Test("that failed at once, without an id, is a failed job and not an uncertain one")
    func failedAtOnce() async throws {
        let rig = try FlixuRig(
            MockTransport([Self.create(Self.answer(#""status":"failed","error":"bad file""#))]))
        defer { rig.removeFolder() }
        let error = await FlixuRig.error {
            try await rig.flixu.documents.run(Self.manual, from: "en", to: "de")
        }
        #expect(error?.code == .jobFailed)
        #expect(error?.message == "The job failed: bad file")
        #expect(error?.reference == nil)
    }

    @Test(
        "is uncertain when the answer has neither a translation nor a job, with the request id",
        arguments: [
            "", #""job_id":"""#, #""status":"created""#, #""file_data":"?""#, #""download_url":"""#,
            #""status":"completed""#, #""status":"completed","file_data":"?","download_url":"""#,
            #""status":"completed","file_data":"SGFsb*==""#, #""status":"completed","file_data":7"#,
        ])
    func neither(members: String) async throws {
        let rig = try FlixuRig(MockTransport([Self.create(Self.answer(members))]))
        defer { rig.removeFolder() }
        let error = await FlixuRig.error {
            try await rig.flixu.documents.run(Self.manual, from: "en", to: "de")
        }
        #expect(error?.code == .submissionUncertain)
        #expect(error?.requestID == "r-1")
        #expect(rig.mock.requests.count == 1)
    }

    @Test("is resumed by its reference, and not by one of another service or address")
    func resume() async throws {
        let time = VirtualTime()
        let rig = try FlixuRig(
            MockTransport(
                [
                    Exchange(
                        .get("/v1/translate/d"),
                        Self.answer(#""job_id":"d","status":"completed","file_data":"aGFsbG8""#))
                ], time: time), configuration: .init(retry: .never, runtime: time.runtime(seed: 1)))
        defer { rig.removeFolder() }
        let reference = JobReference(service: "flixu.documents", baseURL: FlixuRig.base, id: "d")
        let result = try await time.run { try await rig.flixu.documents.result(of: reference) }
        await expectHallo(result)
        for other in [
            JobReference(service: "ldxhub.refineloop", baseURL: FlixuRig.base, id: "d"),
            JobReference(service: "flixu.documents", baseURL: "https://other.example/v1", id: "d"),
        ] {
            #expect {
                _ = try rig.flixu.documents.resume(other)
            } throws: { ($0 as? ClientError)?.code == .invalidRequest }
        }
        try rig.mock.verify()
    }

    @Test("can be translated by a fake")
    func fake() async throws {
        struct Fake: FlixuDocumentService {
            func create(_ request: FlixuDocumentRequest, options: CallOptions) async throws
                -> FlixuDocumentJob
            {
                FlixuDocumentJob(file: FlixuInlineFile(Data(request.targetLanguage.utf8)))
            }
            func job(_ id: JobID<FlixuDocumentJob>, wait: Duration?, options: CallOptions) async throws
                -> FlixuDocumentJob
            { FlixuDocumentJob(id: id, status: .completed) }
            func output(of job: FlixuDocumentJob, options: CallOptions) async throws -> ResultFile {
                ResultFile(id: "", contents: try job.file?.data() ?? Data())
            }
        }
        let fake: any FlixuDocumentService = Fake()
        #expect(try await fake.run(Self.manual, from: "en", to: "de").data() == Data("de".utf8))
    }
}
