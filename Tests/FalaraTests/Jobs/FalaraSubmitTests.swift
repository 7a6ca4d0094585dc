import Falara
import Foundation
import LanguageJobsTesting
import TestSupport
import Testing

@Suite("Texts of many Falara jobs")
struct FalaraSubmitTests {
    private static func strings(_ count: Int, from start: Int = 0) -> [String] {
        (start..<start + count).map { "t\($0)" }
    }

    private static func body(_ texts: [String], _ target: String = #""en""#) -> String {
        let list = texts.map { #""\#($0)""# }.joined(separator: ",")
        return #"{"mode":"translation","source_lang":"de","target_lang":\#(target),"texts":[\#(list)]}"#
    }

    private static func created(_ id: String) -> RecordedResponse {
        .status(202, json: #"{"job_id":"\#(id)","status":"queued"}"#)
    }

    private static func list(_ texts: [String]) -> String {
        "[" + texts.map { #""\#($0)""# }.joined(separator: ",") + "]"
    }

    @Test("are sent by 500, in order, and put together in order")
    func chunks() async throws {
        let texts = Self.strings(1_200)
        let rig = try FalaraRig {
            Exchange(.post("/v1/jobs").body(json: Self.body(Array(texts[..<500]))), Self.created("a"))
            Exchange(.post("/v1/jobs").body(json: Self.body(Array(texts[500..<1_000]))), Self.created("b"))
            Exchange(.post("/v1/jobs").body(json: Self.body(Array(texts[1_000...]))), Self.created("c"))
            Exchange.status("a", "completed")
            Exchange.result("a", Self.list(texts[..<500].map { "en \($0)" }))
            Exchange.status("b", "completed")
            Exchange.result("b", Self.list(texts[500..<1_000].map { "en \($0)" }))
            Exchange.status("c", "completed")
            Exchange.result("c", Self.list(texts[1_000...].map { "en \($0)" }))
        }
        let told = SendableBox<[String]>([])
        let (submission, results) = try await rig.run { falara in
            let submission = try await falara.jobs.submit(
                .texts(texts), from: "de", to: ["en"],
                onEvent: { event in
                    if case .created(let reference) = event { told.withLock { $0.append(reference.id) } }
                })
            let saved = try JSONEncoder().encode(submission)
            let read = try JSONDecoder().decode(FalaraSubmission.self, from: saved)
            return (read, try await falara.jobs.results(of: read))
        }
        #expect(submission.parts.map(\.texts) == [0..<500, 500..<1_000, 1_000..<1_200])
        #expect(submission.jobs.map(\.id) == ["a", "b", "c"])
        #expect(told.current == ["a", "b", "c"])
        #expect(try results["en"]?.texts().map(\.text) == texts.map { "en \($0)" })
    }

    @Test(
        "are one job for each 500, and one for the rest",
        arguments: [
            (1, [0..<1]), (499, [0..<499]), (500, [0..<500]), (501, [0..<500, 500..<501]),
            (1_000, [0..<500, 500..<1_000]), (1_001, [0..<500, 500..<1_000, 1_000..<1_001]),
        ])
    func sizes(count: Int, ranges: [Range<Int>]) async throws {
        let rig = try FalaraRig {
            for number in ranges.indices { Exchange(.post("/v1/jobs"), Self.created("j\(number)")) }
        }
        let submission = try await rig.run {
            try await $0.jobs.submit(.texts(Self.strings(count)), from: "de", to: ["en"])
        }
        #expect(submission.parts.map(\.texts) == ranges)
        #expect(submission.jobs.map(\.targetLanguage) == ranges.map { _ in "en" })
    }

    @Test("are told of as they are created, so that a cancelled submission loses none")
    func cancelled() async throws {
        let rig = try FalaraRig {
            Exchange(.post("/v1/jobs"), Self.created("a"))
            Exchange(.post("/v1/jobs"), .hang)
        }
        let told = SendableBox<[String]>([])
        let time = rig.time
        await #expect(throws: CancellationError.self) {
            try await rig.run { falara in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        _ = try await falara.jobs.submit(
                            .texts(Self.strings(600)), from: "de", to: ["en"],
                            onEvent: { event in
                                guard case .created(let reference) = event else { return }
                                told.withLock { $0.append(reference.id) }
                            })
                    }
                    try await time.sleep(until: .seconds(3))
                    group.cancelAll()
                    try await group.waitForAll()
                }
            }
        }
        #expect(told.current == ["a"])
        #expect(time.now == .seconds(3))
    }

    @Test("whose job does not end in time are that part's failure, and the others are waited for")
    func timedOut() async throws {
        let rig = try FalaraRig(.matched) {
            Exchange(.post("/v1/jobs"), Self.created("a"))
            Exchange(.post("/v1/jobs"), Self.created("b"))
            Exchange(
                .get("/v1/jobs/a"), .json(#"{"job_id":"a","status":"processing"}"#), times: 1...50)
            Exchange.status("b", "completed")
            Exchange.result("b", Self.list(Self.strings(100, from: 500)))
        }
        let results = try await rig.run {
            try await $0.jobs.run(
                .texts(Self.strings(600)), from: "de", to: ["en"],
                options: WatchOptions(maxWait: .seconds(30)))
        }
        let english = try #require(results["en"])
        #expect(english.failures.map(\.code) == [.timedOut])
        #expect(english.parts.map(\.texts) == [0..<500, 500..<600])
        #expect(try english.parts[1].outcome.get().texts(of: 100)?.first?.text == "t500")
    }

    @Test("that the service takes no longer are told with what was created, and can be gone on with")
    func stopped() async throws {
        let texts = Self.strings(1_200)
        let rig = try FalaraRig {
            Exchange(.post("/v1/jobs").body(json: Self.body(Array(texts[..<500]))), Self.created("a"))
            Exchange(.post("/v1/jobs"), .status(402, json: #"{"detail":"No words left."}"#))
            Exchange(.post("/v1/jobs").body(json: Self.body(Array(texts[500..<1_000]))), Self.created("b"))
            Exchange(.post("/v1/jobs").body(json: Self.body(Array(texts[1_000...]))), Self.created("c"))
        }
        let submission = try await rig.run { falara in
            do {
                return try await falara.jobs.submit(.texts(texts), from: "de", to: ["en"])
            } catch let error as ClientError {
                #expect(error.code == .insufficientCredit)
                #expect(error.message.contains("It said: No words left."))
                #expect(error.message.contains("the texts 500..<1000; 1 jobs were created before"))
                let earlier = try #require(error.submission)
                #expect(earlier.jobs.map(\.id) == ["a"])
                return try await falara.jobs.submit(
                    .texts(texts), from: "de", to: ["en"], continuing: earlier)
            }
        }
        #expect(submission.jobs.map(\.id) == ["a", "b", "c"])
        #expect(submission.parts.map(\.texts) == [0..<500, 500..<1_000, 1_000..<1_200])
    }

    @Test("that are refused at once are an error without a submission")
    func refused() async throws {
        let rig = try FalaraRig { Exchange(.post("/v1/jobs"), .status(403, json: #"{"detail":"Plan."}"#)) }
        let error = try await rig.failure {
            try await $0.jobs.submit(.texts(["x"]), from: "de", to: ["en"])
        }
        #expect(error.code == .forbidden)
        #expect(error.submission == nil)
    }

    @Test("that were sent before are taken from the duplicate's reference by adding its part")
    func duplicatePart() async throws {
        let texts = Self.strings(600)
        let rig = try FalaraRig {
            Exchange(.post("/v1/jobs"), Self.created("a"))
            Exchange(
                .post("/v1/jobs"), .status(409, json: #"{"detail":"Duplicate content","job_id":"first"}"#))
            Exchange.status("a", "completed")
            Exchange.result("a", Self.list(texts[..<500].map { "en \($0)" }))
            Exchange.status("first", "completed")
            Exchange.result("first", Self.list(texts[500...].map { "en \($0)" }))
        }
        let (submission, results) = try await rig.run { falara in
            let submission: FalaraSubmission
            do {
                submission = try await falara.jobs.submit(.texts(texts), from: "de", to: ["en"])
            } catch let error as ClientError where error.code == .duplicate {
                var earlier = try #require(error.submission)
                let id = try #require(error.reference?.id)
                earlier.parts.append(
                    .init(job: FalaraJob(id: JobID(id), status: .queued), texts: 500..<600))
                submission = try await falara.jobs.submit(
                    .texts(texts), from: "de", to: ["en"], continuing: earlier)
            }
            return (submission, try await falara.jobs.results(of: submission))
        }
        #expect(submission.jobs.map(\.id) == ["a", "first"])
        #expect(results.languages.map(\.targetLanguage) == ["en"])
        #expect(try results["en"]?.texts().map(\.text) == texts.map { "en \($0)" })
    }

    @Test("for which only failed items are answered are refused in the item's words, with what was before")
    func onlyFailures() async throws {
        let failed = #"{"batch_id":"b","jobs":[{"job_id":null,"status":"error","error":"Too many words."}]}"#
        let rig = try FalaraRig {
            Exchange(.post("/v1/jobs"), .status(202, json: failed))
            Exchange(.post("/v1/jobs"), Self.created("a"))
            Exchange(.post("/v1/jobs"), .status(202, json: failed))
        }
        let (first, second) = try await rig.run { falara in
            var errors: [ClientError] = []
            for count in [1, 600] {
                do {
                    _ = try await falara.jobs.submit(.texts(Self.strings(count)), from: "de", to: ["en"])
                } catch let error as ClientError { errors.append(error) }
            }
            return (errors.first, errors.last)
        }
        #expect(first?.code == .rejected)
        #expect(first?.message.contains("It said: Too many words.") == true)
        #expect(first?.submission == nil)
        #expect(second?.code == .rejected)
        #expect(second?.submission?.jobs.map(\.id) == ["a"])
    }

    @Test("that are the same as earlier ones are not sent, and share the job")
    func same() async throws {
        let texts = [String](repeating: "same", count: 1_000)
        let rig = try FalaraRig {
            Exchange(.post("/v1/jobs"), Self.created("a"))
            Exchange.status("a", "completed")
            Exchange.result("a", Self.list([String](repeating: "gleich", count: 500)))
        }
        let results = try await rig.run { try await $0.jobs.run(.texts(texts), from: "de", to: ["en"]) }
        #expect(try results["en"]?.texts().map(\.text) == [String](repeating: "gleich", count: 1_000))
    }

    @Test(
        "don't go on with a submission of others",
        arguments: [
            FalaraSubmission(targetLanguages: ["en"], textCount: 599),
            FalaraSubmission(targetLanguages: ["fr"], textCount: 600),
            FalaraSubmission(
                targetLanguages: ["en"], textCount: 600,
                parts: [.init(job: FalaraJob(id: "a", status: .queued), texts: 0..<100)]),
            FalaraSubmission(targetLanguages: ["en"], textCount: -1),
        ])
    func others(earlier: FalaraSubmission) async throws {
        let rig = try FalaraRig {}
        let error = try await rig.failure {
            try await $0.jobs.submit(
                .texts(Self.strings(600)), from: "de", to: ["en"], continuing: earlier)
        }
        #expect(error.code == .invalidRequest)
    }

    @Test("into many languages come apart by language, whichever order the answer has")
    func languages() async throws {
        let rig = try FalaraRig {
            Exchange(
                .post("/v1/jobs").body(json: Self.body(["t0", "t1"], #"["en","fr"]"#)),
                .status(
                    202,
                    json:
                        #"{"batch_id":"b","jobs":[{"job_id":"f","target_lang":"fr"},{"job_id":"e","target_language":"en"}]}"#
                ))
            Exchange.status("f", "completed")
            Exchange.result("f", #"["un","deux"]"#)
            Exchange.status("e", "completed_with_blocks")
            Exchange.result("e", #"["one","two"]"#)
        }
        let results = try await rig.run {
            try await $0.jobs.run(.texts(Self.strings(2)), from: "de", to: ["en", "fr"])
        }
        #expect(results.languages.map(\.targetLanguage) == ["en", "fr"])
        #expect(try results["en"]?.texts().map(\.text) == ["one", "two"])
        #expect(try results["fr"]?.texts().map(\.text) == ["un", "deux"])
    }

    @Test("lose nothing when one job fails: the others are there, and its texts throw why")
    func oneFails() async throws {
        let rig = try FalaraRig {
            Exchange(
                .post("/v1/jobs"),
                .status(
                    202,
                    json:
                        #"{"batch_id":"b","jobs":[{"job_id":"e","target_lang":"en"},{"job_id":"f","target_lang":"fr"}]}"#
                ))
            Exchange.status("e", "dead", #","error_log":["gone"]"#)
            Exchange.status("f", "completed")
            Exchange.result("f", #"["un"]"#)
        }
        let results = try await rig.run {
            try await $0.jobs.run(.texts(["t"]), from: "de", to: ["en", "fr"])
        }
        let english = try #require(results["en"])
        #expect(english.failures.map(\.code) == [.jobFailed])
        #expect(english.failures.map(\.reference?.id) == ["e"])
        #expect(throws: ClientError.self) { try english.texts() }
        #expect(try results["fr"]?.texts().map(\.text) == ["un"])
    }

    @Test("into a language for which no job is named are told as not there")
    func unnamed() async throws {
        let rig = try FalaraRig {
            Exchange(
                .post("/v1/jobs"),
                .status(202, json: #"{"batch_id":"b","jobs":[{"job_id":"e","target_lang":"en"}]}"#))
            Exchange.status("e", "completed")
            Exchange.result("e", #""one""#)
        }
        let results = try await rig.run { try await $0.jobs.run(.text("t"), from: "de", to: ["en", "fr"]) }
        #expect(try results["en"]?.texts().map(\.text) == ["one"])
        let french = try #require(results["fr"])
        #expect(french.failures.map(\.code) == [.unexpectedResponse])
        #expect(french.parts.map(\.job) == [nil])
    }

    @Test("whose jobs have no language take it from their status, or have none")
    func statusLanguage() async throws {
        let rig = try FalaraRig {
            Exchange(
                .post("/v1/jobs"), .status(202, json: #"{"batch_id":"b","job_ids":["x","y"]}"#))
            Exchange.status("x", "completed", #","target_lang":"fr""#)
            Exchange.result("x", #""un""#)
            Exchange.status("y", "completed", #","target_lang":"en""#)
            Exchange.result("y", #""one""#)
            Exchange(
                .post("/v1/jobs"), .status(202, json: #"{"batch_id":"b","job_ids":["v","w"]}"#))
            Exchange.status("v", "completed")
            Exchange.result("v", #""1""#)
            Exchange.status("w", "completed")
            Exchange.result("w", #""2""#)
        }
        let (named, unnamed) = try await rig.run { falara in
            (
                try await falara.jobs.run(.text("t"), from: "de", to: ["en", "fr"]),
                try await falara.jobs.run(.text("u"), from: "de", to: ["en", "fr"])
            )
        }
        #expect(try named.languages.map { try $0.texts().map(\.text) } == [["one"], ["un"]])
        #expect(unnamed.languages.map(\.targetLanguage) == [nil, nil])
        #expect(try unnamed.languages.map { try $0.texts().map(\.text) } == [["1"], ["2"]])
    }

    @Test("whose result can't be told apart are an error of that language, with the job")
    func apart() async throws {
        let rig = try FalaraRig {
            Exchange(.post("/v1/jobs"), Self.created("a"))
            Exchange.status("a", "completed")
            Exchange.result("a", #"["only one"]"#)
        }
        let results = try await rig.run {
            try await $0.jobs.run(.texts(["a", "b"]), from: "de", to: ["en"])
        }
        #expect {
            try results["en"]?.texts()
        } throws: { error in
            let error = error as? ClientError
            return error?.code == .unexpectedResponse && error?.reference?.id == "a"
        }
    }
}
