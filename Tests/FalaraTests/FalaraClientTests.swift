import Falara
import Foundation
import LanguageJobsTesting
import TestSupport
import Testing

@Suite("A Falara client")
struct FalaraClientTests {
    @Test("sends its key as X-API-Key and in no other field, and asks for JSON")
    func headers() async throws {
        let rig = try FalaraRig {
            Exchange(
                .get("https://app.falara.io/v1/jobs/j1").header("X-API-Key", "fal_secret")
                    .noHeader("Authorization").header("Accept", "application/json").header("User-Agent"),
                .json(#"{"job_id":"j1","status":"queued"}"#))
        }
        let job = try await rig.run { try await $0.jobs.job("j1") }
        #expect(job == FalaraJob(id: "j1", status: .queued))
    }

    @Test(
        "takes the service's known addresses and others, without a slash at the end",
        arguments: [
            (nil, "https://app.falara.io/v1/jobs/j1"),
            ("https://app.falara.io/v1", "https://app.falara.io/v1/jobs/j1"),
            ("https://app.falara.io/api/v1/", "https://app.falara.io/api/v1/jobs/j1"),
            ("https://falara.io/v1", "https://falara.io/v1/jobs/j1"),
            ("http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1/jobs/j1"),
        ])
    func addresses(base: String?, expected: String) async throws {
        let mock = MockTransport { Exchange(.get(expected), .json(#"{"job_id":"j1","status":"queued"}"#)) }
        let falara = try FalaraClient(
            credential: .value("k"), baseURL: base.flatMap { URL(string: $0) }, transport: mock)
        _ = try await falara.jobs.job("j1")
        try mock.verify()
    }

    @Test(
        "takes keys of any prefix, as both generations have their own",
        arguments: ["fal_xxxxxxxxxxxxxxxxxxxxxxxx", "sk_live_abc"])
    func keys(key: String) async throws {
        let mock = MockTransport {
            Exchange(.get("/v1/jobs/j1").header("X-API-Key", key), .json(#"{"job_id":"j1"}"#))
        }
        let falara = try FalaraClient(credential: .value(key), transport: mock)
        #expect(try await falara.jobs.job("j1").status == "")
        try mock.verify()
    }

    @Test("can't be made without a key, over plain http, or with a query in its address")
    func refused() throws {
        func code(_ credential: Credential, _ base: String?) -> ClientError.Code? {
            do {
                _ = try FalaraClient(
                    credential: credential, baseURL: base.flatMap { URL(string: $0) },
                    transport: MockTransport {})
                return nil
            } catch { return (error as? ClientError)?.code }
        }
        #expect(code(.environment("FALARA_NO_SUCH_KEY"), nil) == .missingCredential)
        #expect(code(.value("k"), "http://app.falara.io/v1") == .insecureConnection)
        #expect(code(.value("k"), "https://app.falara.io/v1?x=1") == .invalidRequest)
    }

    @Test("prints without its key")
    func redacted() throws {
        let rig = try FalaraRig {}
        var dumped = ""
        dump(rig.falara, to: &dumped)
        #expect(!dumped.contains("fal_secret"))
        #expect(!"\(rig.falara)".contains("fal_secret"))
    }

    @Test(
        "reads the words of an error, whatever form they have",
        arguments: [
            (401, "error-invalid-key", ClientError.Code.unauthorized, "Invalid API key."),
            (404, "error-not-found", .notFound, "Not found."),
            (
                422, "error-validation.abridged", .rejected,
                "body.source_lang: Field required; body.texts[3]: Input should be a valid string"
            ),
        ])
    func errors(status: Int, fixture: String, code: ClientError.Code, words: String) async throws {
        let rig = try FalaraRig {
            Exchange(
                .get("/v1/jobs/j1"), .status(status, json: try Fixture.data("falara/\(fixture).json")))
        }
        let error = try await rig.failure { try await $0.jobs.job("j1") }
        #expect(error.code == code)
        #expect(error.status == status)
        #expect(error.operation == "jobs.job")
        #expect(error.message.hasSuffix(" It said: \(words)"))
    }

    @Test(
        "names what other statuses mean",
        arguments: [
            (400, ClientError.Code.rejected), (402, .insufficientCredit), (403, .forbidden),
            (413, .fileTooLarge), (415, .rejected), (429, .rateLimited), (500, .serviceFailed),
        ])
    func statuses(status: Int, code: ClientError.Code) async throws {
        let rig = try FalaraRig { Exchange(.get("/v1/jobs/j1"), .status(status, json: #"{"detail":"No."}"#)) }
        let error = try await rig.failure { try await $0.jobs.job("j1") }
        #expect(error.code == code)
    }

    @Test(
        "waits a minute after a 429 that does not say how long, and as long as one that does",
        arguments: [(nil, 60), ("7", 7)])
    func refusalPause(hint: String?, seconds: Int) async throws {
        let time = VirtualTime()
        var headers = TransportHeaders()
        headers["retry-after"] = hint
        let mock = MockTransport(
            [
                Exchange(
                    .get("/v1/jobs/j1"), .status(429, headers: headers, json: #"{"detail":"Slow down."}"#)),
                Exchange(.get("/v1/jobs/j1"), .json(#"{"job_id":"j1","status":"queued"}"#)),
            ], time: time)
        let falara = try FalaraClient(
            credential: .value("fal_secret"),
            configuration: ClientConfiguration(runtime: time.runtime(seed: 7)), transport: mock)
        let job = try await time.run { try await falara.jobs.job("j1") }
        try mock.verify()
        #expect(job.id == "j1")
        #expect(time.now == .seconds(seconds))
    }
}
