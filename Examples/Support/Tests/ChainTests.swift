import Foundation
import LDXHub
import LanguageJobsTesting
import Testing

@testable import ExampleSupport
@testable import scan_to_records

@Suite("Three services in a row")
struct ChainTests {
    private let hub = LDXHubEmulator(plan: LDXHubPlan(jobs: .immediate))
    private let ldx: LDXHubClient

    init() throws {
        ldx = try LDXHubClient(credential: .value("key"), baseURL: hub.baseURL, transport: hub.transport)
    }

    private func chain(model: String = "google/gemini-3.5-flash") -> Chain {
        Chain(
            tool: Tool("test", Reached(ldx, isEmulated: true)), ocrEngine: "ki/ocr", textEngine: "ki/extract",
            languages: ["eng"], model: model, prompt: "Take number and total.",
            example: ["number": "INV-1", "total": 10.5, "text": "INVOICE"])
    }

    private let scan = LDXInput.data(Sample.invoice.data, filename: "scan.pdf")

    @Test("pass on what they made by its id: one upload, and no download before the end")
    func byID() async throws {
        let records = try await chain().records(of: scan)

        let ledger = await hub.ledger
        #expect(ledger.jobsCreated.map(\.service) == ["renderocr", "extractdoc", "structflow"])
        #expect(ledger.requests(to: .uploadFile) == 1)
        #expect(ledger.requests(to: .downloadFile) == 0)
        let ids = ledger.jobsCreated.map(\.id)
        let document = try await ldx.renderOCR.job(.init(ids[0])).outputFileID
        let text = try await ldx.extractDoc.job(.init(ids[1])).outputFileID
        #expect(ledger.jobsCreated[1].fileID == document?.rawValue)
        #expect(ledger.jobsCreated[2].fileID == text?.rawValue)

        struct Record: Decodable {
            let number: String
            let total: Double
            let text: String
        }
        let lines = String(decoding: try await records.data(), as: UTF8.self).split(separator: "\n")
        let found = try lines.map { try JSONDecoder().decode(Record.self, from: Data($0.utf8)) }
        #expect(found.count == 1)
        // The emulator gives a member of the row as it is: the text of the page went all the way.
        #expect(found.first?.text.contains("Invoice number: INV-2026-0157") == true)
    }

    @Test("go on with the job that was stopped, and the steps after it", arguments: [(0, 2), (1, 1), (2, 0)])
    func resumed(stopped: Int, further: Int) async throws {
        _ = try await chain().records(of: scan)
        let job = await hub.ledger.jobsCreated[stopped]
        let reference = JobReference(argument: "ldxhub.\(job.service)/\(job.id)", at: ldx.structFlow)

        let records = try await chain().records(after: reference)

        #expect(try await records.data().isEmpty == false)
        #expect(await hub.ledger.jobsCreated.count == 3 + further)
        #expect(await hub.ledger.requests(to: .uploadFile) == 1)
    }

    @Test("are asked for before the first is paid")
    func preflight() async throws {
        try await chain().preflight(scan)
        let error = await #expect(throws: ClientError.self) {
            try await chain(model: "nobody/none").preflight(scan)
        }
        #expect(error?.code == .invalidRequest)
        #expect(error?.message.hasPrefix("The service has no nobody/none. It has google/") == true)
        #expect(await hub.ledger.jobsCreated.isEmpty)
        #expect(await hub.ledger.filesStored.isEmpty)
    }
}
