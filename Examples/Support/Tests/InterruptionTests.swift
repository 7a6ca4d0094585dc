import Falara
import LDXHub
import LanguageJobsTesting
import Testing

@testable import ExampleSupport

/// What a tool says after ^C: never that nothing was paid when something may be.
@Suite struct InterruptionTests {
    private func tool() throws -> ServiceTool<FalaraClient> {
        let emulator = FalaraEmulator()
        let client = try FalaraClient(
            credential: .value("key"), baseURL: emulator.baseURL, transport: emulator.transport)
        return ServiceTool("falara-review", Reached(client, isEmulated: false))
    }

    @Test("Before anything is asked for, no job was created")
    func before() throws {
        #expect(try tool().interruption == "Stopped. No job was created.")
    }

    @Test("While the service is asked for work, it may be done and paid")
    func submitting() throws {
        let tool = try tool()
        tool.submits()
        tool.note(
            JobRunEvent<FalaraJob>.uploading(TransferProgress(completed: 1, total: 2)), as: "translating")
        #expect(tool.interruption.hasPrefix("Stopped while the service was asked for work: it may be done"))
        tool.received()
        #expect(tool.interruption == "Stopped. No job was created.")
    }

    @Test("Once there is a job, the way on is named")
    func created() throws {
        let tool = try tool()
        tool.submits()
        let job = JobReference(service: "falara.jobs", baseURL: "https://app.falara.io/v1", id: "j1")
        tool.note(JobRunEvent<FalaraJob>.created(job), as: "translating")
        #expect(tool.interruption.hasSuffix("falara-review --resume falara.jobs/j1"))
    }
}
