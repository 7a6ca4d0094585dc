import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

@Suite struct FlixuDocumentTests {
    private static let translated = "⟦de⟧ Good morning\n"

    @Test("An inline document is in the answer, and at a signed address of another origin")
    func inline() async throws {
        try await withFlixu { caller, _ in
            let answer = try await caller.document("my notes.txt")
            #expect(answer.status == 200)
            #expect(
                answer.keys("data") == [
                    "character_count", "credits_used", "download_url", "file_data", "filename",
                    "quality_score", "source_lang", "target_lang",
                ])
            let file = try #require(answer.string("data.file_data").flatMap { Data(base64Encoded: $0) })
            #expect(String(decoding: file, as: UTF8.self) == Self.translated)
            #expect(answer.string("data.filename") == "my notes.txt")
            #expect(answer.number("data.character_count") == 17)
            #expect(answer.number("data.credits_used") == 17)
            #expect(answer.number("meta.credits_used") == 17)
            #expect(answer.headers["Content-Type"] == "application/json")
            #expect(answer.headers["Content-Length"] == String(answer.body.count))
            let address = try #require(answer.string("data.download_url"))
            #expect(address.hasPrefix("https://files.flixu.emulator.invalid/presigned/doc_"))
            #expect(
                address.contains(
                    "/my%20notes%2Etxt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20260317T120000Z"))
            let download = try await caller.getSigned(address)
            #expect(download.status == 200)
            #expect(download.text == Self.translated)
            #expect(download.headers["Content-Type"] == "text/plain")
            #expect(download.headers["X-Request-Id"] == nil)
            #expect(download.headers["X-RateLimit-Limit"] == nil)
        }
    }

    @Test("A plan may give the signed address only")
    func url() async throws {
        try await withFlixu(plan: FlixuPlan(documents: .url)) { caller, _ in
            let answer = try await caller.document()
            #expect(answer.status == 200)
            #expect(answer["data.file_data"] == nil)
            #expect(try await caller.getSigned(answer.string("data.download_url")).text == Self.translated)
        }
    }

    @Test("A job is created, processed and completed, and charged at its end")
    func job() async throws {
        var plan = FlixuPlan(documents: .job)
        plan.jobs = JobPlan(queued: .seconds(3), processing: .seconds(10))
        try await withFlixu(plan: plan) { caller, time in
            let created = try await caller.document()
            #expect(created.status == 202)
            #expect(created.keys("data") == ["error", "job_id", "progress", "result_url", "status"])
            #expect(created.keys("meta") == ["request_id"])
            let id = try #require(created.string("data.job_id"))
            #expect(id.wholeMatch(of: /doc_[0-9a-f]{24}/) != nil)
            let steps: [(Duration, String, Double, JSONValue)] = [
                (.zero, "created", 0, .null), (.milliseconds(2_999), "created", 0, .null),
                (.seconds(3), "processing", 0.5, .null), (.milliseconds(12_999), "processing", 0.5, .null),
                (
                    .seconds(13), "completed", 1,
                    .string("https://flixu.emulator.invalid/v1/documents/\(id)/download")
                ),
            ]
            for (moment, status, progress, result) in steps {
                try await time.sleep(until: moment)
                let answer = try await caller.get("/translate/\(id)")
                #expect(answer.status == 200)
                #expect(answer.string("data.job_id") == id)
                #expect(answer.string("data.status") == status)
                #expect(answer.number("data.progress") == progress)
                #expect(answer["data.result_url"] == result)
                #expect(answer["data.error"] == .null)
                let charged = await caller.flixu.ledger.flixu.translations.map(\.at)
                #expect(charged == (status == "completed" ? [.seconds(13)] : []))
                let download = try await caller.get("/documents/\(id)/download")
                #expect(download.status == (status == "completed" ? 200 : 404))
            }
            let result = try await caller.get("/documents/\(id)/download")
            #expect(result.text == Self.translated)
            #expect(
                result.headers["Content-Disposition"]
                    == "attachment; filename=\"notes.txt\"; filename*=UTF-8''notes.txt")
        }
    }

    @Test(
        "A job fails with the status, progress and text that its plan says, and costs nothing",
        arguments: [
            ("error", "The file is broken.", "error", JSONValue.string("The file is broken.")),
            ("failed", "The engine is down.", "failed", .string("The engine is down.")),
            ("upstream", "", "failed", .null),
        ])
    func failure(code: String, message: String, status: String, error: JSONValue) async throws {
        var plan = FlixuPlan(documents: .job)
        plan.jobs = .failing(code: code, message: message)
        try await withFlixu(plan: plan) { caller, time in
            let id = try #require(try await caller.document().string("data.job_id"))
            try await time.pass(.seconds(1))
            #expect(try await caller.get("/translate/\(id)")["data.error"] == .null)
            try await time.pass(.seconds(10))
            let answer = try await caller.get("/translate/\(id)")
            #expect(answer.status == 200)
            #expect(answer.string("data.status") == status)
            #expect(answer.number("data.progress") == 0)
            #expect(answer["data.error"] == error)
            #expect(answer["data.result_url"] == .null)
            #expect(try await caller.get("/documents/\(id)/download").status == 404)
            #expect(await caller.flixu.ledger.flixu.translations.isEmpty)
            #expect(try await caller.get("/quota").number("data.credits.consumed") == 0)
        }
    }

    @Test("A status that the documents don't name has no progress, and a result may have no address")
    func unknownStatus() async throws {
        var plan = FlixuPlan(documents: .job)
        plan.processingStatus = "reviewing"
        plan.namesResults = false
        plan.jobStatus = 200
        try await withFlixu(plan: plan) { caller, time in
            let created = try await caller.document()
            #expect(created.status == 200)
            let id = try #require(created.string("data.job_id"))
            try await time.pass(.seconds(1))
            let answer = try await caller.get("/translate/\(id)")
            #expect(answer.string("data.status") == "reviewing")
            #expect(answer["data.progress"] == .null)
            try await time.pass(.seconds(9))
            let completed = try await caller.get("/translate/\(id)")
            #expect(completed.string("data.status") == "completed")
            #expect(completed["data.result_url"] == .null)
            #expect(try await caller.get("/documents/\(id)/download").text == Self.translated)
        }
    }

    @Test("Plans of jobs are chosen by a function, then by number, then for all")
    func chosen() async throws {
        var plan = FlixuPlan(documents: .job)
        plan.jobs = .immediate
        plan.numbered = [2: .endless]
        plan.choose = {
            $0.filename == "bad.txt" && $0.targetLanguage == "fr" && $0.sourceLanguage == "en"
                && $0.tag == "document" && $0.number == 3 ? .failing() : nil
        }
        try await withFlixu(plan: plan) { caller, time in
            var statuses: [String?] = []
            for name in ["a.txt", "b.txt", "bad.txt", "c.txt"] {
                let id = try await caller.document(name, Data("Hello".utf8), ["target_lang": "fr"])
                    .string("data.job_id")
                try await time.pass(.seconds(1_000))
                statuses.append(try await caller.get("/translate/\(id ?? "")").string("data.status"))
            }
            #expect(statuses == ["completed", "processing", "failed", "completed"])
        }
    }

    @Test(
        "A document that can't be read is refused at once, or fails as a job",
        arguments: FlixuPlan.Documents.allCases)
    func unreadable(mode: FlixuPlan.Documents) async throws {
        var plan = FlixuPlan(documents: mode)
        plan.jobs = .immediate
        try await withFlixu(plan: plan) { caller, _ in
            let answer = try await caller.document("a.json", Data("{".utf8))
            if mode == .job {
                #expect(answer.status == 202)
                #expect(answer.string("data.status") == "failed")
                #expect(answer.string("data.error") == "The document can't be translated: it is not JSON.")
            } else {
                #expect(answer.isError(400, "bad_request", "validation_error"))
                #expect(answer.string("error.message") == "a.json can't be translated: it is not JSON.")
            }
            #expect(await caller.flixu.ledger.flixu.translations.isEmpty)
        }
    }

    @Test("Jobs under way hold the credits that they will take")
    func heldCredits() async throws {
        var plan = FlixuPlan(documents: .job)
        plan.allowance = 33
        try await withFlixu(plan: plan) { caller, time in
            #expect(try await caller.document().status == 202)
            let refused = try await caller.document()
            #expect(refused.isError(402, "insufficient_credits", "billing_error"))
            #expect(
                refused.string("error.message") == "Insufficient credits. Required: 17, available: 16.")
            #expect(try await caller.get("/quota").number("data.credits.consumed") == 0)
            try await time.pass(.seconds(10))
            #expect(try await caller.get("/quota").number("data.credits.consumed") == 17)
            #expect(try await caller.document().status == 402)
            #expect(await caller.flixu.ledger.jobsCreated.count == 1)
        }
    }

    @Test("A result may lead on to a signed address", arguments: [301, 302, 303, 307, 308])
    func redirect(status: Int) async throws {
        var plan = FlixuPlan(documents: .job)
        plan.jobs = .immediate
        plan.resultRedirect = status
        try await withFlixu(plan: plan) { caller, _ in
            let id = try #require(try await caller.document().string("data.job_id"))
            let answer = try await caller.get("/documents/\(id)/download")
            #expect(answer.status == status)
            #expect(answer.body.isEmpty)
            let location = try #require(answer.headers["Location"])
            #expect(location.hasPrefix("https://files.flixu.emulator.invalid/presigned/\(id)/"))
            #expect(try await caller.getSigned(location).text == Self.translated)
        }
    }

    @Test("A key that comes to the store of files is refused, and written down")
    func strayKey() async throws {
        try await withFlixu { caller, time in
            let address = try #require(try await caller.document().string("data.download_url"))
            try await time.pass(.seconds(2))
            let answer = try await caller.get(address)
            #expect(answer.status == 400)
            #expect(answer.headers["Content-Type"] == "application/xml")
            #expect(answer.text.contains("<Code>InvalidArgument</Code>"))
            let stray = await caller.flixu.ledger.flixu.strayKeys
            #expect(stray.map(\.operation) == [.flixuPresigned])
            #expect(stray.map(\.at) == [.seconds(2)])
            #expect(try await caller.get("https://files.flixu.emulator.invalid/v1/me").status == 403)
            #expect(await caller.flixu.ledger.flixu.strayKeys.count == 2)
            #expect(try await caller.getSigned(address).status == 200)
            #expect(await caller.flixu.ledger.flixu.strayKeys.count == 2)
        }
    }

    @Test("A signed address is good as it is, and for a day")
    func signature() async throws {
        try await withFlixu { caller, time in
            let address = try #require(try await caller.document().string("data.download_url"))
            let cases: [(String, Int, String)] = [
                (
                    address.replacing("X-Amz-Expires=86400", with: "X-Amz-Expires=99999"), 403,
                    "SignatureDoesNotMatch"
                ),
                (address + "&more=1", 403, "SignatureDoesNotMatch"),
                (String(address.prefix { $0 != "?" }), 403, "SignatureDoesNotMatch"),
                (address.replacing("/doc_", with: "/doc_0"), 404, "NoSuchKey"),
                (address.replacing("/notes", with: "/other"), 404, "NoSuchKey"),
                (address.replacing("/presigned/", with: "/presign/"), 403, "AccessDenied"),
            ]
            for (changed, status, code) in cases {
                let answer = try await caller.getSigned(changed)
                #expect(answer.status == status, "\(changed)")
                #expect(answer.text.contains("<Code>\(code)</Code>"))
            }
            try await time.sleep(until: .milliseconds(86_399_999))
            #expect(try await caller.getSigned(address).status == 200)
            try await time.sleep(until: .seconds(86_400))
            let expired = try await caller.getSigned(address)
            #expect(expired.status == 403)
            #expect(expired.text.contains("<Message>Request has expired</Message>"))
        }
    }

    @Test("A download can be resumed", arguments: [false, true])
    func ranges(signed: Bool) async throws {
        var plan = FlixuPlan(documents: signed ? .url : .job)
        plan.jobs = .immediate
        try await withFlixu(plan: plan) { caller, _ in
            let answer = try await caller.document("a.txt", Data("ABCDEFGH".utf8), ["target_lang": "fr"])
            let path =
                answer.string("data.download_url")
                ?? "/documents/\(answer.string("data.job_id") ?? "")/download"
            var caller = caller
            if signed { caller.key = nil }
            let part = try await caller.get(path, headers: ["Range": "bytes=12-"])
            #expect(part.status == 206)
            // Each of the two brackets has three bytes.
            #expect(part.headers["Content-Range"] == "bytes 12-16/17")
            #expect(part.text == "DEFGH")
            #expect(try await caller.get(path, headers: ["Range": "bytes=17-"]).status == 416)
        }
    }

    @Test("A job is kept as long as its plan says", arguments: [(3_599_999, 200), (3_600_000, 404)])
    func retention(milliseconds: Int, status: Int) async throws {
        var plan = FlixuPlan(documents: .job)
        plan.jobs = JobPlan(queued: .zero, processing: .zero, retention: .seconds(3_600))
        try await withFlixu(plan: plan) { caller, time in
            let id = try #require(try await caller.document().string("data.job_id"))
            try await time.pass(.milliseconds(milliseconds))
            #expect(try await caller.get("/translate/\(id)").status == status)
            #expect(try await caller.get("/documents/\(id)/download").status == status)
        }
    }

    @Test("A document that takes minutes is answered after them, and what can't be paid at once")
    func slow() async throws {
        var plan = FlixuPlan()
        plan.documentTime = .seconds(240)
        plan.allowance = 17
        try await withFlixu(plan: plan) { caller, time in
            let answer = try await caller.document(timeouts: TransportTimeouts(idle: .seconds(300)))
            #expect(time.now == .seconds(240))
            #expect(answer.status == 200)
            #expect(answer.number("meta.processing_time_ms") == 240_000)
            #expect(await caller.flixu.ledger.flixu.translations.map(\.at) == [.seconds(240)])
            #expect(try await caller.document().status == 402)
            #expect(time.now == .seconds(240))
        }
    }

    @Test("Who no longer waits for a document has paid for it all the same, when it was done")
    func impatient() async throws {
        var plan = FlixuPlan()
        plan.documentTime = .seconds(240)
        try await withFlixu(plan: plan) { caller, time in
            let failure = await #expect(throws: TransportFailure.self) {
                try await caller.document(timeouts: TransportTimeouts(idle: .seconds(60)))
            }
            #expect(failure?.reason == .idleTimeout)
            #expect(await caller.flixu.ledger.flixu.translations.isEmpty)
            try await time.pass(.seconds(1_000))
            let ledger = await caller.flixu.ledger
            #expect(ledger.flixu.translations.map(\.at) == [.seconds(240)])
            #expect(ledger.flixu.translations.map(\.answerReachedClient) == [false])
        }
    }
}
