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
