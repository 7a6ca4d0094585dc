import Flixu
import Foundation
import LanguageJobsTesting
import Testing
import TestSupport

/// Where Flixu's public sources disagree, each form is read.
@Suite("A point on which Flixu's sources disagree")
struct FlixuConflictTests {
    private func read<Value: FlixuAnswered>(_ type: Value.Type, _ text: String) throws -> Value {
        try JSONDecoder().decode(FlixuAnswer<Value>.self, from: Data(text.utf8)).value
    }

    @Test(
        "whether a document's answer is the translation or a job: both are, and a translation may have an id")
    func documentAnswers() throws {
        let forms: [(String, JobPhase, String?, String)] = [
            (#"{"data":{"file_data":"aGFsbG8=","filename":"a.txt"}}"#, .succeeded, nil, "completed"),
            (#"{"data":{"download_url":"https://s3.example/a"}}"#, .succeeded, nil, "completed"),
            (#"{"data":{"job_id":"d","file_data":"aGFsbG8="}}"#, .succeeded, "d", "completed"),
            (#"{"data":{"job_id":"d","download_url":"https://s3.example/a"}}"#, .succeeded, "d", "completed"),
            (#"{"data":{"job_id":"d","status":"created","progress":0.0}}"#, .active, "d", "created"),
            (#"{"data":{"job_id":"d"}}"#, .active, "d", "unknown"),
            (#"{"job_id":"d","status":"completed"}"#, .succeeded, "d", "completed"),
            // An address beside a status that goes on is not the translation yet.
            (
                #"{"data":{"job_id":"d","status":"processing","download_url":"https://s3.example/a"}}"#,
                .active,
                "d", "processing"
            ),
        ]
        for (text, phase, id, status) in forms {
            let job = try read(FlixuDocumentJob.self, text)
            #expect(job.phase == phase, "\(text)")
            #expect(job.jobID?.rawValue == id, "\(text)")
            #expect(job.statusName == status, "\(text)")
        }
    }

    @Test(
        "which code an unsupported format has: either is kept, with the status",
        arguments: ["unsupported_format", "bad_request"])
    func unsupportedFormat(code: String) async throws {
        let rig = try FlixuRig(
            MockTransport {
                Exchange(
                    .post("/v1/translate/document"),
                    .status(
                        400, json: #"{"error":{"code":"\#(code)","message":"m","type":"validation_error"}}"#))
            })
        defer { rig.removeFolder() }
        let error = await FlixuRig.error {
            try await rig.flixu.documents.run(
                .data(Data("x".utf8), filename: "a.pptx"), from: "en", to: "de", check: .none)
        }
        #expect(error?.code == .rejected)
        #expect(error?.serviceCode == code)
    }

    @Test(
        "how long to wait after a 429 without a header: by the client's own policy, and the call is sent again"
    )
    func fallbackWait() async throws {
        let time = VirtualTime()
        let mock = try MockTransport(time: time) {
            Exchange(
                .post("/v1/translate"), try FlixuRig.fixture("error-rate-limit-exceeded", status: 429))
            Exchange(.post("/v1/translate"), try FlixuRig.fixture("quickstart"))
        }
        let rig = try FlixuRig(
            mock,
            configuration: .init(
                retry: .init(maxAttempts: 2, baseDelay: .seconds(5)), runtime: time.runtime(seed: 1)))
        defer { rig.removeFolder() }
        _ = try await time.run { try await rig.flixu.translations.translate("Hi", from: "en", to: "de") }
        #expect(time.now == .seconds(5))
        try mock.verify()
    }

    @Test(
        "whether a quality score, a result's address, an error and scopes are null or missing: both are none")
    func nullOrMissing() throws {
        for text in [
            #"{"data":{"translation":"x","quality_score":null}}"#, #"{"data":{"translation":"x"}}"#,
        ] {
            #expect(try read(FlixuTranslation.self, text).qualityScore == nil)
        }
        for text in [
            #"{"data":{"job_id":"d","status":"processing","result_url":null,"error":null,"quality_score":null}}"#,
            #"{"data":{"job_id":"d","status":"processing"}}"#,
        ] {
            let job = try read(FlixuDocumentJob.self, text)
            #expect(job == FlixuDocumentJob(id: "d", status: .processing))
            #expect(job.failure == nil)
        }
        for text in [#"{"data":{"user_id":"u","scopes":null}}"#, #"{"data":{"user_id":"u"}}"#] {
            #expect(try read(FlixuIdentity.self, text) == FlixuIdentity(userID: "u"))
        }
    }

    @Test("which members meta has: only the request id, all three, or there is none")
    func meta() throws {
        let forms: [(String, FlixuMeta?)] = [
            (#","meta":{"request_id":"r"}"#, FlixuMeta(requestID: "r")),
            (
                #","meta":{"request_id":"r","credits_used":1,"processing_time_ms":2}"#,
                FlixuMeta(requestID: "r", creditsUsed: 1, processingTime: 2)
            ),
            (#","meta":{}"#, FlixuMeta()), (#","meta":null"#, nil), ("", nil),
        ]
        for (members, meta) in forms {
            #expect(try read(FlixuBatchAnswer.self, #"{"data":{"translations":{}}\#(members)}"#).meta == meta)
        }
    }

    @Test("whether the counted characters are those of the text: they are taken as they come")
    func counts() throws {
        let hello = try read(FlixuTranslation.self, try Fixture.text("flixu/quickstart.json"))
        #expect(hello.text.count == 12)
        #expect(hello.characterCount == 13)
    }

    @Test("how many formats or languages there are: the list decides, its total may differ")
    func totals() throws {
        let formats = try read(
            FlixuFormats.self, #"{"data":{"formats":[{"extension":"arb"},{"name":"?"}],"total":17}}"#)
        #expect(formats.formats.map(\.fileExtension) == ["arb", ""])
        #expect(formats.total == 17)
        let languages = try read(
            FlixuLanguages.self, #"{"data":{"languages":[{"code":"de","direction":7},{"name":"?"}]}}"#)
        #expect(languages.languages == [.init(code: "de"), .init(code: "", name: "?")])
    }

    @Test("where the credits left are: in credits as documented, or beside as a vendor's script reads them")
    func creditsLeft() throws {
        #expect(
            try read(FlixuQuota.self, #"{"data":{"credits":{"remaining":5},"credits_remaining":7}}"#)
                .creditsLeft == 5)
        #expect(try read(FlixuQuota.self, #"{"data":{"credits_remaining":7}}"#).creditsLeft == 7)
        #expect(try read(FlixuQuota.self, #"{"data":{"plan":"free"}}"#).creditsLeft == nil)
    }

    @Test(
        "how a limit that is none is written: null, -1, a large number and words are read",
        arguments: [
            ("null", nil), ("-1", -1), ("9007199254740993", 9_007_199_254_740_993), (#""unlimited""#, nil),
        ]
            as [(String, Int?)])
    func unlimited(written: String, read value: Int?) throws {
        let quota = try read(
            FlixuQuota.self,
            #"{"data":{"plan":"enterprise","rate_limits":{"translate_per_min":\#(written)},"limits":{"projects_max":\#(written)},"credits":{"allowance":\#(written)}}}"#
        )
        #expect(quota.rateLimits?.translatePerMinute == value)
        #expect(quota.limits?.projects == value)
        #expect(quota.credits?.allowance == value)
    }

    @Test("whether quota is whole or abbreviated: both are read")
    func abbreviatedQuota() throws {
        let quota = try read(FlixuQuota.self, #"{"data":{"plan":"free","credits":{"allowance":30000}}}"#)
        #expect(quota == FlixuQuota(plan: .free, credits: .init(allowance: 30_000)))
    }

    @Test("what an analysis is asked and gives: the text only, and whatever comes of the rest")
    func analysis() throws {
        let request = try WireCoding.encode(FlixuAnalysisRequest(text: "x"))
        #expect(String(decoding: request, as: UTF8.self) == #"{"text":"x"}"#)
        let analysis = try read(
            FlixuAnalysis.self,
            #"{"data":{"detected_language":"auto","formality":"Casual","tags":null,"quality_score":90}}"#)
        #expect(analysis == FlixuAnalysis(detectedLanguage: "auto", formality: "Casual"))
    }

    @Test("how plans are called: any name is kept", arguments: ["free", "Growth", "Team", ""])
    func plans(name: String) throws {
        #expect(try read(FlixuIdentity.self, #"{"data":{"plan":"\#(name)"}}"#).plan?.rawValue == name)
    }

    @Test("that results have odd members, too, loses nothing that is paid")
    func odd() throws {
        let translation = try read(
            FlixuTranslation.self,
            #"{"data":{"translation":"x","quality_score":"high","credits_used":1.5,"source_lang":7},"meta":[]}"#
        )
        #expect(translation == FlixuTranslation(text: "x"))
        let job = try read(
            FlixuDocumentJob.self,
            #"{"data":{"job_id":"d","status":3,"progress":"half","result_url":{},"file_data":[]}}"#)
        #expect(job == FlixuDocumentJob(id: "d"))
    }

    @Test(
        "what a progress means: a step of the status, kept between 0 and 1, and none for a failure",
        arguments: [
            (#""created","progress":0.0"#, 0), (#""processing","progress":0.5"#, 0.5),
            (#""completed","progress":1.0"#, 1), (#""completed""#, 1), (#""error","progress":0.0"#, nil),
            (#""failed","progress":0.7"#, nil), (#""waiting","progress":null"#, nil),
            (#""processing","progress":7"#, 1), (#""processing","progress":-1"#, 0),
        ] as [(String, Double?)])
    func progress(members: String, fraction: Double?) throws {
        let job = try read(FlixuDocumentJob.self, #"{"data":{"job_id":"d","status":\#(members)}}"#)
        #expect(job.fractionCompleted == fraction)
    }
}
