import Foundation
import LanguageJobs
import LanguageJobsTesting
import Testing

/// The core's protocols hold for Flixu as well.
@Suite struct FlixuFitTests {
    private let time = VirtualTime()
    private let request = FlixuSketch.Request(document: Data("<xliff/>".utf8), source: "en", target: "de")
    private let finished = #"{"data":{"filename":"a.xlf","file_data":"aGFsbG8="},"meta":{"request_id":"r1"}}"#

    private func service(_ steps: [Step]) throws -> (FlixuSketch, ScriptedTransport) {
        let transport = ScriptedTransport(steps, on: time)
        return (FlixuSketch(try TestClient.make(transport, .test(time))), transport)
    }

    @Test("A job that is finished at its creation, without an id, costs one request in all")
    func finishedAtCreation() async throws {
        let (flixu, transport) = try service([.answer(200, finished)])
        let contents = try await time.run {
            let job = try await flixu.create(request)
            #expect(job.jobID == nil)
            let watcher = flixu.watch(job)
            #expect(watcher.reference == nil)
            return try await watcher.result().data()
        }
        #expect(contents == Data("hallo".utf8))
        #expect(transport.requests.map(\.method) == [.post])
    }

    @Test("A job that is finished at its creation is the only element of its watcher")
    func finishedAtCreationIsObserved() async throws {
        let (flixu, transport) = try service([.answer(200, finished)])
        let statuses = try await time.run {
            var statuses: [String] = []
            for try await job in flixu.watch(try await flixu.create(request)) {
                statuses.append(job.statusName)
            }
            return statuses
        }
        #expect(statuses == ["completed"])
        #expect(transport.requests.count == 1)
    }

    @Test("A job that goes on is polled by its id, and its output is fetched from the service's address")
    func asynchronous() async throws {
        let (flixu, transport) = try service([
            .answer(202, #"{"data":{"job_id":"doc_1","status":"created","progress":0.0},"meta":{}}"#),
            .answer(200, #"{"data":{"job_id":"doc_1","status":"processing","progress":0.5},"meta":{}}"#),
            .answer(
                200,
                #"""
                {"data":{"job_id":"doc_1","status":"completed","progress":1.0,
                "result_url":"https://api.example.com/v1/documents/doc_1/download","error":null},"meta":{}}
                """#),
            .answer(200, "hallo", ["content-length": "5"]),
        ])
        let contents = try await time.run {
            let created = try await flixu.create(request)
            return try await flixu.watch(created).result().data()
        }
        #expect(contents == Data("hallo".utf8))
        transport.expectPlayed()
        #expect(
            transport.requests.map(\.url.path) == [
                "/v1/translate/document", "/v1/translate/doc_1", "/v1/translate/doc_1",
                "/v1/documents/doc_1/download",
            ])
        #expect(transport.times == [.zero, .seconds(1), .seconds(2), .seconds(2)])
    }

    @Test("A failed job's own words are in the error, with its reference")
    func failed() async throws {
        let (flixu, _) = try service([
            .answer(200, #"{"data":{"job_id":"doc_1","status":"error","error":"bad segment"},"meta":{}}"#)
        ])
        let error = try await clientError {
            try await time.run { try await flixu.result(of: "doc_1") }
        }
        #expect(error.code == .jobFailed)
        #expect(error.message == "The job failed: bad segment")
        #expect(
            error.reference == JobReference(service: "flixu.documents", baseURL: TestClient.base, id: "doc_1")
        )
    }

    @Test("An answer with neither an output nor an id leaves the submission uncertain")
    func neither() async throws {
        let (flixu, transport) = try service([.answer(200, #"{"data":{"status":"created"},"meta":{}}"#)])
        let error = try await clientError {
            try await time.run { try await flixu.create(request) }
        }
        #expect(error.code == .submissionUncertain)
        #expect(transport.requests.count == 1)
    }

    @Test("A job without an id that is not finished can't be watched, and nothing is asked")
    func idless() async throws {
        let (flixu, transport) = try service([])
        let error = try await clientError {
            try await time.run {
                try await flixu.watch(FlixuSketchJob(status: "created")).result()
            }
        }
        #expect(error.code == .unexpectedResponse)
        #expect(transport.requests.isEmpty)
    }

    @Test("A call has its own options, tells of the answer's head, and reports the upload")
    func callOptions() async throws {
        let uploads = SendableBox<[TransferProgress]>([])
        let answers = SendableBox<[ResponseMetadata]>([])
        let (flixu, transport) = try service([
            Step { request, _ in
                request.onUploadProgress?(TransferProgress(completed: 8, total: 8))
                return TransportResponse(
                    status: 200, headers: ["X-Request-Id": "r-77"],
                    body: TransportStream(Data(finished.utf8)))
            }
        ])
        _ = try await time.run {
            try await flixu.create(
                request,
                options: .with { options in
                    options.headers["x-tag"] = "manual"
                    options.timeouts = TransportTimeouts(idle: .seconds(7), total: .seconds(9))
                    options.onResponse = { metadata in answers.withLock { $0.append(metadata) } }
                },
                onProgress: { progress in uploads.withLock { $0.append(progress) } })
        }
        let sent = try #require(transport.requests.first)
        #expect(sent.headers["x-tag"] == "manual")
        #expect(sent.timeouts == TransportTimeouts(idle: .seconds(7), total: .seconds(9)))
        #expect(uploads.current == [TransferProgress(completed: 8, total: 8)])
        #expect(answers.current.map(\.requestID) == ["r-77"])
        #expect(answers.current.map(\.status) == [200])
    }
}
