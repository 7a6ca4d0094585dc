import Foundation
import LDXHub
import LanguageJobsTesting
import Testing

@Suite("A document at the emulated service")
struct AnalyzeDocFlowTests {
    private struct Receipt: Codable, Sendable, Equatable {
        struct Line: Codable, Sendable, Equatable {
            var text: String
            var pieces: Int
            var price: Double
            var isFood: Bool
        }

        var shop: String
        var total: Double
        var lines: [Line]

        static let example = Receipt(
            shop: "Shop", total: 10_000, lines: [Line(text: "Tea", pieces: 2, price: 5_000, isFood: true)])
    }

    private static let scan = LDXInput.data(
        Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + [UInt8](repeating: 0, count: 64)),
        filename: "receipt.png")

    @Test("becomes a record of the example's type, by one job, and again from its reference")
    func record() async throws {
        let setup = try EmulatedHub()
        try await setup.time.run {
            let model = try #require(try await setup.ldx.analyzeDoc.models().first).id
            let analysis = try await setup.ldx.analyzeDoc.analyze(
                Self.scan, as: Receipt.example, model: model, prompt: "Read the receipt.", preflight: true)
            #expect(analysis.record.lines.count == 1)
            #expect(analysis.job.status == .completed)
            let again = try await setup.ldx.analyzeDoc.analysis(of: analysis.reference, as: Receipt.self)
            #expect(again.record == analysis.record)
            let ledger = await setup.hub.ledger
            #expect(ledger.jobsCreated.map(\.id) == [analysis.reference.id])
        }
    }

    @Test("of a job that fails is an error in the service's words")
    func failed() async throws {
        let setup = try EmulatedHub(plan: LDXHubPlan(jobs: .failing()))
        try await setup.time.run {
            let model = try #require(try await setup.ldx.analyzeDoc.models().first).id
            await #expect {
                _ = try await setup.ldx.analyzeDoc.analyze(
                    Self.scan, as: Receipt.example, model: model, prompt: "Read the receipt.")
            } throws: { error in
                let error = error as? ClientError
                return error?.code == .jobFailed && error?.serviceCode == "upstream_service_error"
                    && error?.reference?.service == "ldxhub.analyzedoc"
            }
        }
    }

    @Test("by a model that the service does not have is refused before anything is uploaded")
    func preflight() async throws {
        let setup = try EmulatedHub()
        try await setup.time.run {
            await #expect {
                _ = try await setup.ldx.analyzeDoc.analyze(
                    Self.scan, as: Receipt.example, model: "nobody/nothing", prompt: "p", preflight: true)
            } throws: {
                ($0 as? ClientError)?.code == .invalidRequest
            }
            #expect(await setup.hub.ledger.filesStored.isEmpty)
        }
    }
}
