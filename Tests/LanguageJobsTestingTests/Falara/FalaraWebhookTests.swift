import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

@Suite struct FalaraWebhookTests {
    private static let secret = "whsec_0123456789abcd"
    private static let config =
        #"{"webhook_url":"https://example.com/hooks/falara","webhook_secret":"\#(secret)"}"#

    @Test("A configuration is set, shown with its secret masked, and removed")
    func configuration() async throws {
        try await withFalara { calls, time in
            let none = #"{"active":false,"updated_at":null,"webhook_secret_masked":null,"webhook_url":null}"#
            #expect(try await calls.get("/webhooks/config").text == none)
            try await time.pass(.seconds(5))
            let set = try await calls.json(.put, "/webhooks/config", Self.config)
            #expect(set.status == 200)
            #expect(
                set.text
                    == #"{"active":true,"updated_at":"2026-03-06T10:00:05Z","webhook_secret_masked":"whsec_****abcd","#
                    + #""webhook_url":"https://example.com/hooks/falara"}"#)
            #expect(try await calls.get("/webhooks/config").text == set.text)
            var stranger = calls
            stranger.key = "other"
            #expect(try await stranger.get("/webhooks/config").text == none)
            #expect(try await calls.send(.delete, "/webhooks/config").status == 204)
            #expect(try await calls.get("/webhooks/config").text == none)
        }
    }

    @Test("The connector's variant has other names, and 404 where nothing is configured")
    func connector() async throws {
        try await withFalara(plan: .with { $0.style = .connector }) { calls, _ in
            #expect(try await calls.get("/webhooks/config").status == 404)
            let body = #"{"url":"https://example.com/h","secret":"\#(Self.secret)"}"#
            #expect(try await calls.json(.put, "/webhooks/config", body).status == 200)
            #expect(try await calls.json(.put, "/webhooks/config", Self.config).status == 200)
            let missing = try await calls.json(.put, "/webhooks/config", #"{"url":"https://example.com/h"}"#)
            #expect(missing.status == 422)
        }
    }

    @Test(
        "A configuration that is no good is refused",
        arguments: [
            ("http://example.com/h", secret, 400, "The webhook URL must use HTTPS."),
            ("example.com/h", secret, 400, "The webhook URL must use HTTPS."),
            (
                "https://example.com/h", "0123456789abcde", 400,
                "The webhook secret must have at least 16 characters."
            ),
            ("https://localhost/h", secret, 422, "The webhook URL resolves to an internal network."),
            ("https://127.0.0.1/h", secret, 422, "The webhook URL resolves to an internal network."),
            ("https://10.1.2.3/h", secret, 422, "The webhook URL resolves to an internal network."),
            ("https://172.20.0.1/h", secret, 422, "The webhook URL resolves to an internal network."),
            ("https://192.168.7.1:8443/h", secret, 422, "The webhook URL resolves to an internal network."),
            ("https://169.254.169.254/h", secret, 422, "The webhook URL resolves to an internal network."),
            ("https://[::1]/h", secret, 422, "The webhook URL resolves to an internal network."),
            ("https://printer.local/h", secret, 422, "The webhook URL resolves to an internal network."),
        ])
    func strictness(url: String, secret: String, status: Int, detail: String) async throws {
        try await withFalara { calls, _ in
            let body = #"{"webhook_url":"\#(url)","webhook_secret":"\#(secret)"}"#
            let answer = try await calls.json(.put, "/webhooks/config", body)
            #expect(answer.status == status)
            #expect(answer.text == #"{"detail":"\#(detail)"}"#)
        }
    }

    @Test(
        "Public hosts are taken", arguments: ["example.com", "172.32.0.1", "8.8.8.8", "local.example.com"])
    func publicHosts(host: String) async throws {
        try await withFalara { calls, _ in
            let body = #"{"webhook_url":"https://\#(host)/h","webhook_secret":"0123456789abcdef"}"#
            let answer = try await calls.json(.put, "/webhooks/config", body)
            #expect(answer.status == 200)
        }
    }

    @Test("Both members have to be there, under the documents' names")
    func members() async throws {
        try await withFalara { calls, _ in
            let answer = try await calls.json(
                .put, "/webhooks/config", #"{"url":"https://example.com/h","secret":"0123456789abcdef"}"#)
            #expect(answer.status == 422)
            #expect(answer.count("detail") == 4)
        }
    }

    @Test("A message is due when a job ends, of the event that its status has")
    func events() async throws {
        let plan = FalaraPlan.with {
            $0.numbered = [
                1: .immediate,
                2: FalaraJobPlan(queued: .seconds(10), processing: .zero, correcting: .zero) { _ in 1 },
                3: FalaraJobPlan(queued: .seconds(20), processing: .zero, outcome: .blocked(segments: [0])),
                4: FalaraJobPlan(
                    queued: .seconds(30), processing: .zero, outcome: .failed(recoversAfter: .seconds(5))),
                5: FalaraJobPlan(queued: .seconds(40), processing: .zero, outcome: .dead()), 6: .endless,
            ]
        }
        try await withFalara(plan: plan) { calls, time in
            _ = try await calls.json(.put, "/webhooks/config", Self.config)
            var ids: [String] = []
            for number in 1...6 { ids.append(try await calls.create("Satz \(number). Ende.")) }
            #expect(await calls.falara.deliveries.map(\.jobID) == [ids[0]])
            try await time.pass(.milliseconds(9_999))
            #expect(await calls.falara.deliveries.count == 1)
            try await time.pass(.seconds(60))
            let deliveries = await calls.falara.deliveries
            #expect(
                deliveries.map(\.event) == [
                    "job.completed", "job.needs_review", "job.completed", "job.failed", "job.completed",
                    "job.failed",
                ])
            #expect(deliveries.map(\.jobID) == [ids[0], ids[1], ids[2], ids[3], ids[3], ids[4]])
            #expect(deliveries.map { Int($0.at / .seconds(1)) } == [0, 10, 20, 30, 35, 40])
            #expect(await calls.falara.deliveries == deliveries)
        }
    }

    @Test(
        "Each end has its event, and its status in the message",
        arguments: [
            (FalaraJobPlan.Outcome.byQuality, 97.0, "job.completed", "completed"),
            (.byQuality, 70, "job.needs_review", "needs_review"),
            (.blocked(segments: [0]), 97, "job.completed", "completed_with_blocks"),
            (.failed(), 97, "job.failed", "failed"), (.dead(), 97, "job.failed", "dead"),
        ])
    func ends(outcome: FalaraJobPlan.Outcome, score: Double, event: String, status: String) async throws {
        let jobs = FalaraJobPlan(
            queued: .seconds(4), processing: .zero, correcting: .zero, outcome: outcome
        ) { _ in score }
        try await withFalara(plan: FalaraPlan(jobs: jobs)) { calls, time in
            _ = try await calls.json(.put, "/webhooks/config", Self.config)
            let id = try await calls.create("Eins. Zwei.")
            try await time.pass(.milliseconds(3_999))
            #expect(await calls.falara.deliveries.isEmpty)
            try await time.pass(.milliseconds(1))
            let deliveries = await calls.falara.deliveries
            #expect(deliveries.map(\.jobID) == [id])
            #expect(
                deliveries.map { String(decoding: $0.body, as: UTF8.self) } == [
                    #"{"data":{"batch_id":null,"finished_at":"2026-03-06T10:00:04Z","job_id":"\#(id)","#
                        + #""status":"\#(status)"},"event":"\#(event)"}"#
                ])
            #expect(try await calls.get("/jobs/\(id)").string("status") == status)
            try await time.pass(.seconds(86_400))
            #expect(await calls.falara.deliveries == deliveries)
        }
    }

    @Test("A message has the headers and the body that the documents show")
    func message() async throws {
        try await withFalara(plan: FalaraPlan(jobs: FalaraJobPlan(queued: .zero, processing: .seconds(2)))) {
            calls, time in
            _ = try await calls.json(.put, "/webhooks/config", Self.config)
            let id = try await calls.create()
            try await time.pass(.seconds(600))
            let delivery = try #require(await calls.falara.deliveries.first)
            #expect(delivery.url == "https://example.com/hooks/falara")
            #expect(delivery.headers["X-Falara-Timestamp"] == "1772791202")
            #expect(delivery.headers["User-Agent"] == "Falara-Webhooks/1.0")
            #expect(delivery.headers["Content-Type"] == "application/json")
            #expect(
                String(decoding: delivery.body, as: UTF8.self)
                    == #"{"data":{"batch_id":null,"finished_at":"2026-03-06T10:00:02Z","job_id":"\#(id)","#
                    + #""status":"completed"},"event":"job.completed"}"#)
            #if !Webhooks
            #expect(delivery.headers["X-Falara-Signature"] == nil)
            #endif
        }
    }

    @Test("The connector's message has the job's id and nothing else")
    func connectorMessage() async throws {
        let plan = FalaraPlan.with {
            $0.style = .connector
            $0.jobs = .immediate
        }
        try await withFalara(plan: plan) { calls, _ in
            _ = try await calls.json(.put, "/webhooks/config", Self.config)
            let id = try await calls.create()
            let body = try #require(await calls.falara.deliveries.first?.body)
            #expect(
                String(decoding: body, as: UTF8.self)
                    == #"{"data":{"job_id":"\#(id)"},"event":"job.completed"}"#)
        }
    }

    @Test("What is configured when a job ends decides, and each key has its own")
    func moments() async throws {
        try await withFalara(plan: .with { $0.jobs = FalaraJobPlan(queued: .seconds(10), processing: .zero) })
        {
            calls, time in
            _ = try await calls.create("Eins.")
            try await time.pass(.seconds(5))
            _ = try await calls.json(.put, "/webhooks/config", Self.config)
            var stranger = calls
            stranger.key = "other"
            _ = try await stranger.create("Zwei.")
            try await time.pass(.seconds(6))
            _ = try await calls.create("Drei.")
            let other = Self.config.replacing("/hooks/falara", with: "/new")
            _ = try await calls.json(.put, "/webhooks/config", other)
            try await time.pass(.seconds(11))
            _ = try await calls.create("Vier.")
            _ = try await calls.send(.delete, "/webhooks/config")
            try await time.pass(.seconds(60))
            #expect(
                await calls.falara.deliveries.map(\.url) == [
                    "https://example.com/hooks/falara", "https://example.com/new",
                ])
        }
    }

    @Test("A batch has a message of its own once all its jobs have ended")
    func batch() async throws {
        let plan = FalaraPlan.with {
            $0.numbered = [1: .immediate, 2: FalaraJobPlan(queued: .seconds(9), processing: .zero)]
        }
        try await withFalara(plan: plan) { calls, time in
            _ = try await calls.json(.put, "/webhooks/config", Self.config)
            let body = #"{"mode":"translation","source_lang":"de","target_lang":["en","fr"],"text":"Eins."}"#
            let id = try await calls.post("/jobs", body).string("batch_id") ?? ""
            try await time.pass(.seconds(20))
            let deliveries = await calls.falara.deliveries
            #expect(deliveries.map(\.event) == ["job.completed", "job.completed", "batch.completed"])
            #expect(deliveries.last?.at == .seconds(9))
            #expect(deliveries.last?.jobID == nil)
            let text = String(decoding: deliveries.last?.body ?? Data(), as: UTF8.self)
            #expect(
                text
                    == #"{"data":{"batch_id":"\#(id)","status":"completed","total_jobs":2},"event":"batch.completed"}"#
            )
        }
    }

    #if Webhooks
    @Test("A signature is the HMAC of the timestamp, a dot and the body, as other tools compute it")
    func signature() {
        // printf '1772791202.{"event":"job.completed"}' | openssl dgst -sha256 -hmac whsec_0123456789abcd
        let value = FalaraSignature.value(
            timestamp: "1772791202", body: Data(#"{"event":"job.completed"}"#.utf8), secret: Self.secret)
        #expect(value == "sha256=df3801b805f15783a6aff6ca7cb2286478e303fde0fe084d6922706a72c2cc11")
    }
    #endif
}
