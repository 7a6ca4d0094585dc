import Foundation
import LDXHub
import LanguageJobsTesting
import Testing

@testable import ExampleSupport
@testable import analyze_invoice
@testable import extract_records

@Suite("The samples on the emulator of the examples")
struct SampleReadingTests {
    private let ldx: LDXHubClient

    init() throws {
        var plan = LDXHubPlan(jobs: .immediate)
        plan.record = SampleReading.record(for:)
        let hub = LDXHubEmulator(plan: plan)
        ldx = try LDXHubClient(credential: .value("key"), baseURL: hub.baseURL, transport: hub.transport)
    }

    private func source(_ sample: Sample) -> LDXInput { .data(sample.data, filename: sample.name) }

    @Test("give the invoice as it stands on the page")
    func invoice() async throws {
        let model = try #require(try await ldx.analyzeDoc.models().first?.id)
        let invoice = try await ldx.analyzeDoc.analyze(
            source(.invoice), as: Invoice.example, model: model, prompt: Invoice.prompt
        ).record
        let page = String(decoding: Sample.invoice.data, as: UTF8.self)
        #expect(invoice.items.count == 3)
        for words in [invoice.number, invoice.issueDate, invoice.seller, invoice.buyer, invoice.currency] {
            #expect(page.contains(words), "\(words)")
        }
        for item in invoice.items { #expect(page.contains(item.description), "\(item.description)") }
        #expect(invoice.doubts == [])
        #expect("\(invoice.total)" == "593.64")
    }

    @Test("give a ticket for each note")
    func notes() async throws {
        let model = try #require(try await ldx.structFlow.models().first?.id)
        let tickets = try await ldx.structFlow.extract(
            Ticket.example, model: model, prompt: Ticket.prompt, from: source(.notes)
        ).all()
        let found = try tickets.map { try $0.result.get() }
        #expect(found.map(\.customer) == ["Ms Tanaka", "Jo Berg", "Mr Silva", "Acme, Inc."])
        #expect(found.map(\.isUrgent) == [true, false, false, true])
    }

    @Test("are not taken for what others ask of other documents")
    func others() async throws {
        let model = try #require(try await ldx.structFlow.models().first?.id)
        let rows = [["note": "Something else."], ["note": "Ordered 3, got 2."]]
        let example: [String: String] = ["customer": "Ms Sato", "mood": "glad"]
        let records = try await ldx.structFlow.extract(
            example, model: model, prompt: "…", from: rows
        ).all()
        for record in records {
            let record = try record.result.get()
            #expect(record["customer"] != "Jo Berg")
            #expect(record["mood"]?.isEmpty == false)
        }
    }
}
