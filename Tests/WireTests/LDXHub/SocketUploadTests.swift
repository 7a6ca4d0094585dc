import Foundation
import LDXHub
import LanguageJobsTesting
import TestSupport
import Testing

@Suite("Over a socket, uploads by chunks", .timeLimit(.minutes(1)))
struct SocketUploadTests {
    private struct Stop: Error {}

    @Test(
        "end with the file byte by byte though connections broke",
        arguments: [
            Fault.dropAfter, .dropBefore, .serverError(status: 502, applied: true), .truncated(at: 10),
        ])
    func broken(fault: Fault) async throws {
        let peer = try EmulatorPeer(faults: FaultPlan([.call(2, of: .appendChunk, fault)]))
        defer { peer.server.stop() }
        let folder = try TestFolder()
        let file = try folder.file("a.bin", size: 200_000)
        let ldx = try peer.client()
        let stored = try await ldx.files.upload(
            .file(file), by: .chunks(.init(size: 65_536, settleTime: .milliseconds(50))))
        try await ldx.files.download(stored.id, to: folder.url.appending(path: "b.bin"))
        #expect(try Data(contentsOf: folder.url.appending(path: "b.bin")) == Pattern.bytes(0..<200_000))
        let chunks = await peer.hub.ledger.chunksAppended(fileID: stored.id.rawValue)
        #expect(chunks.map(\.count) == [65_536, 65_535, 65_534, 3_395])
    }

    @Test("go on with another client")
    func resumed() async throws {
        let peer = try EmulatorPeer()
        defer { peer.server.stop() }
        let bytes = Pattern.bytes(0..<200_000)
        let kept = SendableBox<LDXUpload?>(nil)
        let first = try peer.client()
        await #expect(throws: ClientError.self) {
            _ = try await first.files.upload(
                .data(bytes, filename: "a.bin"),
                by: .chunks(.init(size: 65_536)) { upload in
                    kept.exchange(upload)
                    if upload.confirmed == 131_071 { throw Stop() }
                })
        }
        let second = try peer.client()
        let stored = try await second.files.resume(
            try #require(kept.current), with: .data(bytes, filename: "a.bin"),
            chunks: .init(settleTime: .milliseconds(50)))
        #expect(stored.size == 200_000)
        let chunks = await peer.hub.ledger.chunksAppended(fileID: stored.id.rawValue)
        #expect(chunks.map(\.offset) == [0, 65_536, 131_071, 196_605])
        #expect(peer.server.failures == [])
    }
}
