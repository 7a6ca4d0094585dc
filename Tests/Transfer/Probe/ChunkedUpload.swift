import Foundation
import LDXHub
import TestSupport

/// An upload by chunks that can be killed at any moment and gone on with by the next process.
struct ChunkedUpload {
    let file: URL
    let reference: URL

    func run(_ chunks: LDXChunkOptions) async throws -> LDXFile {
        let files = try LDXHubClient().files
        let reference = reference
        let keep: LDXUpload.Checkpoint = { upload in
            // Atomic: a process that is killed meanwhile leaves the one before.
            try JSONEncoder().encode(upload).write(to: reference, options: .atomic)
        }
        guard FileManager.default.fileExists(atPath: reference.path) else {
            return try await files.upload(.file(file), by: .chunks(chunks, onCheckpoint: keep))
        }
        let upload = try JSONDecoder().decode(LDXUpload.self, from: try Data(contentsOf: reference))
        return try await files.resume(upload, with: .file(file), chunks: chunks, onCheckpoint: keep)
    }

    static func runSeeds(_ seeds: ClosedRange<UInt64>, of file: URL) async throws {
        let upload = SeededUpload(of: file, chunkSize: LDXChunkOptions.largestChunk)
        for seed in seeds {
            let outcome = try await upload.run(seed: seed)
            print(
                "seed \(seed): \(outcome.isSame ? "same" : "DIFFERENT"), \(outcome.sessions) sessions,",
                "\(outcome.chunksSent) chunks sent, \(outcome.chunksLate) late")
            guard outcome.isSame else { throw ProbeFailure("The service has other bytes than the file.") }
        }
    }
}
