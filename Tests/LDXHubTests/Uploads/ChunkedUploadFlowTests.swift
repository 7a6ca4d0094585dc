import Foundation
import LDXHub
import LanguageJobsTesting
import TestSupport
import Testing

@Suite("Uploads by chunks to the emulator")
struct ChunkedUploadFlowTests {
    @Test("end with the file byte by byte, whatever is lost, delayed or applied without an answer")
    func seeds() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "ldx-seeds-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        try UploadRig.bytes(1_000_003).write(to: file)
        let upload = SeededUpload(of: file, chunkSize: 65_536)
        var outcomes: [SeededUpload.Outcome] = []
        for seed in UInt64(1)...20 { outcomes.append(try await upload.run(seed: seed)) }
        #expect(outcomes.map(\.isSame) == Array(repeating: true, count: 20))
        // The faults did bite: chunks were late, and files had to be given up.
        #expect(outcomes.reduce(0) { $0 + $1.chunksLate } > 20)
        #expect(outcomes.contains { $0.sessions > 1 })
        #expect(outcomes.allSatisfy { $0.chunksSent > 16 })
    }

    @Test("serve as a job's input")
    func asInput() async throws {
        let setup = try EmulatedHub(faults: FaultPlan([.call(1, of: .appendChunk, .dropAfter)]))
        try await setup.time.run {
            let input = LDXInput.data(SampleXLIFF.data, filename: "manual.xlf", by: .chunks)
            let refined = try await setup.ldx.refineLoop.run(input, model: EmulatedHub.model)
            let ledger = await setup.hub.ledger
            #expect(ledger.requests(to: .uploadFile) == 0)
            #expect(ledger.requests(to: .createUpload) == 1)
            #expect(ledger.requests(to: .appendChunk) == 1)
            let stored = try #require(ledger.filesStored.first)
            #expect(ledger.jobsCreated.map(\.fileID) == [stored.id])
            #expect(stored.filename == "manual.xlf")
            #expect(refined.id != stored.id)
        }
    }

    @Test(
        "come back byte for byte from the largest chunks that the service takes, also when reading them is cut"
    )
    func largest() async throws {
        let setup = try EmulatedHub(faults: FaultPlan([.call(1, of: .downloadFile, .truncated(at: 300_000))]))
        let bytes = UploadRig.bytes(5_000_001)
        try await setup.time.run {
            let file = try await setup.ldx.files.upload(
                .data(bytes, filename: "a.bin"), by: .chunks(.init(verifies: true)))
            let ledger = await setup.hub.ledger
            #expect(ledger.chunksAppended(fileID: file.id.rawValue).map(\.count) == [5_000_000, 1])
            #expect(ledger.requests(to: .downloadFile) == 2)
            let place = FileManager.default.temporaryDirectory.appending(
                path: "ldx-large-\(UUID().uuidString)")
            defer { try? FileManager.default.removeItem(at: place) }
            try await setup.ldx.files.download(file.id, to: place)
            #expect(try Data(contentsOf: place) == bytes)
        }
    }
}
