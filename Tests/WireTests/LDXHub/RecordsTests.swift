import Foundation
import LDXHub
import LanguageJobsTesting
import TestSupport
import Testing

@Suite("Over a socket, records", .timeLimit(.minutes(1)))
struct RecordsTests {
    private struct Item: Codable, Sendable, Equatable {
        var seq: Int
        var note: String

        static let example = Item(seq: 1, note: "text")

        static func rows(_ count: Int) -> [Item] {
            (1...count).map { Item(seq: $0, note: "row \($0) 日本\n\"x\"") }
        }
    }

    @Test("are made of rows in a file and in the request, and come again from a reference")
    func rows() async throws {
        let peer = try EmulatorPeer()
        defer { peer.server.stop() }
        let ldx = try peer.client()
        let model = try #require(try await ldx.structFlow.models().first).id
        let outcomes = try await ldx.structFlow.extract(
            Item.example, model: model, prompt: "Give each row back.", from: Item.rows(3_000))
        var next = 1
        for try await outcome in outcomes {
            #expect(outcome.id == "\(next)")
            #expect(try outcome.result.get() == Item(seq: next, note: "row \(next) 日本\n\"x\""))
            next += 1
        }
        #expect(next == 3_001)
        let again = try await ldx.structFlow.outcomes(of: outcomes.reference, as: Item.self)
        #expect(try await again.all().map { try $0.result.get() } == Item.rows(3_000))

        let inline = try await ldx.structFlow.extract(
            Item.example, model: model, prompt: "Give each row back.", from: Item.rows(3), delivery: .inline)
        #expect(try await inline.all().map { try $0.result.get() } == Item.rows(3))
        #expect(try await ldx.structFlow.jobs().count == 2)
        let output = try await ldx.structFlow.result(of: inline.job.id)
        #expect(try await output.data().split(separator: UInt8(ascii: "\n")).count == 3)
        #expect(peer.server.failures == [])
    }

    @Test("are made of documents, and their jobs are listed")
    func document() async throws {
        let peer = try EmulatorPeer()
        defer { peer.server.stop() }
        let ldx = try peer.client()
        let model = try #require(try await ldx.analyzeDoc.models().first).id
        let png = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + [UInt8](repeating: 0, count: 64))
        let analysis = try await ldx.analyzeDoc.analyze(
            .data(png, filename: "page.png"), as: Item.example, model: model, prompt: "Read.")
        let again = try await ldx.analyzeDoc.analysis(of: analysis.reference, as: Item.self)
        #expect(again.record == analysis.record)
        #expect(try await ldx.analyzeDoc.jobs().map(\.id) == [analysis.job.id])
        #expect(peer.server.failures == [])
    }
}
