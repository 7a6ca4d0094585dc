import Falara
import Foundation
import LanguageJobsTesting
import Testing

/// What a webhook tells, and whom it wakes.
@Suite struct FalaraWebhookEventTests {
    private func event(_ text: String) throws -> FalaraWebhookEvent {
        try JSONDecoder().decode(FalaraWebhookEvent.self, from: Data(text.utf8))
    }

    @Test("A batch's event names the batch, and no job")
    func batch() throws {
        let event = try event(#"{"event":"batch.completed","data":{"batch_id":"b1"},"id":"evt_1"}"#)
        #expect(event.name == .batchCompleted)
        #expect(event.batchID == "b1")
        #expect(event.jobID == nil)
    }

    @Test("A job's event may tell its status")
    func status() throws {
        let event = try event(#"{"event":"job.needs_review","data":{"job_id":"j1","status":"needs_review"}}"#)
        #expect(event.name == .jobNeedsReview)
        #expect(event.status == .needsReview)
    }

    @Test(
        "What is missing or of another kind is nothing, and the rest is read",
        arguments: [
            #"{}"#, #"{"event":null,"data":null}"#, #"{"event":7,"data":[]}"#,
            #"{"event":"","data":{"job_id":7,"batch_id":{},"status":null}}"#,
        ])
    func odd(text: String) throws {
        let event = try event(text)
        #expect(event.name == "")
        #expect(event.jobID == nil)
        #expect(event.batchID == nil)
        #expect(event.status == nil)
    }

    @Test("A secret shorter than the service takes is refused, and its text is not shown")
    func shortSecret() throws {
        let error = try #require(throws: ClientError.self) { try FalaraWebhookSecret("fifteen letters") }
        #expect(error.code == .missingCredential)
        #expect(error.message.contains("has 15 characters"))
        #expect(!error.message.contains("fifteen letters"))
        #expect("\(try FalaraWebhookSecret("sixteen letters!"))" == "FalaraWebhookSecret([redacted])")
    }

    @Test("What can be forgotten is forgotten: the memory is bounded by the window")
    func bounded() {
        let now = SendableBox(Date(timeIntervalSince1970: 1_767_225_600))
        let memory = FalaraReplayMemory(date: { now.current })
        for number in 0..<100_000 {
            let date = Date(timeIntervalSince1970: 1_767_225_600 + Double(number))
            now.exchange(date)
            #expect(memory.remember("id-\(number)", until: date.addingTimeInterval(300)))
        }
        #expect(memory.count <= 1_000)
        #expect(!memory.remember("id-99999", until: now.current.addingTimeInterval(300)))
        memory.forget("id-99999")
        #expect(memory.remember("id-99999", until: now.current.addingTimeInterval(300)))
    }
}
