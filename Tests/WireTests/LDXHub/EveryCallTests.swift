import Foundation
import LDXHub
import LanguageJobsTesting
import TestSupport
import Testing

@Suite("Over a socket, every public call of LDX hub", .timeLimit(.minutes(1)))
struct EveryCallTests {
    @Test("works at the first try: files, catalogues, RefineLoop and RenderOCR, lists and resuming")
    func firstTry() async throws {
        let peer = try EmulatorPeer()
        defer { peer.server.stop() }
        let ldx = try peer.client()
        let png = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + [UInt8](repeating: 0, count: 64))

        let scan = try await ldx.files.upload(.data(png, filename: "日本 \"1\".png"))
        #expect(try await ldx.files.info(scan.id).filename == "日本 \"1\".png")
        #expect(try await ldx.files.list().map(\.id) == [scan.id])

        let engine = try #require(try await ldx.renderOCR.engines().first)
        #expect(engine.id == "ki/ocr")
        let document = try await ldx.renderOCR.run(
            .uploaded(scan.id), engine: engine.id, languages: ["jpn"], to: .docx)
        #expect(try await document.data().prefix(4) == Data([0x50, 0x4B, 0x03, 0x04]))
        #expect(try await ldx.renderOCR.jobs().map(\.fileID) == [scan.id])

        let model = try #require(try await ldx.refineLoop.models().first)
        let refined = try await ldx.refineLoop.run(
            .data(SampleXLIFF.data, filename: "a.xlf"), model: model.id)
        let reference = try #require(refined.reference)
        let again = try await ldx.refineLoop.resume(reference).result()
        #expect(try await again.data() == (try await refined.data()))
        let line = try #require(try await ldx.refineLoop.jobs().first)
        #expect(line.id.rawValue == reference.id)
        #expect(line.status == .completed)
        #expect(peer.server.failures == [])
    }

    private struct Sentence: Codable, Sendable, Equatable {
        var text: String
    }

    private struct Letter: Codable, Sendable {
        var sender: String
        var pages: Int
        var share: Double
    }

    @Test(
        "works at the first try: CastDoc, ExtractDoc, StructFlow and AnalyzeDoc, one after the other without a download"
    )
    func documents() async throws {
        let peer = try EmulatorPeer()
        defer { peer.server.stop() }
        let ldx = try peer.client()
        let letter = try await ldx.files.upload(
            .data(try Fixture.data("office/letter.pdf"), filename: "letter.pdf"))

        #expect(try await ldx.castDoc.engines().map(\.id) == ["ki/cast"])
        let office = try await ldx.castDoc.run(
            .uploaded(letter.id), engine: "ki/cast", to: .docx, preflight: true)
        let engine = try #require(try await ldx.extractDoc.engines().first)
        let text = try await ldx.extractDoc.run(.result(office), engine: engine.id, to: .jsonl)
        let model = try #require(try await ldx.structFlow.models().first)
        let records = try await ldx.structFlow.extract(
            Sentence(text: "All of it"), model: model.id, prompt: "Take the text.", from: .result(text)
        ).all()
        let line = try JSONDecoder().decode(Sentence.self, from: try await text.data())
        #expect(line.text.contains("Dear (Ms) Smith,"))
        #expect(records.map(\.result) == [.success(line)])

        let vision = try #require(try await ldx.analyzeDoc.models().first)
        let analysis = try await ldx.analyzeDoc.analyze(
            .uploaded(letter.id), as: Letter(sender: "Smith", pages: 2, share: 0.5), model: vision.id,
            prompt: "Who wrote?")
        let again = try await ldx.analyzeDoc.analysis(of: analysis.reference, as: Letter.self)
        #expect(again.record.sender == analysis.record.sender)
        #expect(analysis.record.share != analysis.record.share.rounded())

        #expect(try await ldx.castDoc.jobs().map(\.fileID) == [letter.id])
        #expect(try await ldx.extractDoc.jobs().map(\.engine) == ["ki/extract"])
        #expect(try await ldx.structFlow.jobs().map(\.model) == [model.id])
        #expect(try await ldx.analyzeDoc.jobs().map(\.status) == [.completed])
        #expect(await peer.hub.ledger.requests(to: .downloadFile) == 4)
        #expect(peer.server.failures == [])
    }

    @Test("works at the first try: an upload by chunks, and the MCP server")
    func chunksAndTools() async throws {
        let peer = try EmulatorPeer()
        defer { peer.server.stop() }
        let ldx = try peer.client()
        let bytes = Pattern.bytes(0..<150_000)
        let file = try await ldx.files.upload(
            .data(bytes, filename: "a.bin"), by: .chunks(LDXChunkOptions(size: 65_536)))
        #expect(try await ldx.files.info(file.id).size == 150_000)

        let session = try await ldx.mcp.connect()
        try await session.ping()
        let names = try await session.tools().map(\.name)
        #expect(names.contains("get_file"))
        let result = try await session.call("get_file", arguments: ["file_id": .string(file.id.rawValue)])
        #expect(!result.isError)
        #expect(result.structuredContent?["size"] == .integer(150_000))
        await session.end()
        #expect(peer.server.failures == [])
    }

    @Test("is sent again when it only reads and its connection broke")
    func brokenRead() async throws {
        let peer = try EmulatorPeer(faults: FaultPlan([.call(1, of: .getFile, .dropBefore)]))
        defer { peer.server.stop() }
        let ldx = try peer.client()
        let file = try await ldx.files.upload(.data(SampleXLIFF.data, filename: "a.xlf"))
        #expect(try await ldx.files.info(file.id).size == Int64(SampleXLIFF.data.count))
        #expect(await peer.hub.ledger.requests(to: .getFile) == 2)
    }
}
