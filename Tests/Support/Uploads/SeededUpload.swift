package import Foundation
import LDXHub
import LanguageJobsTesting

/// One upload by chunks to an emulator that loses and delays requests by a seed, in virtual time.
package struct SeededUpload: Sendable {
    /// What the service has in the end, by its own account.
    package struct Outcome: Sendable {
        /// Whether it is the file, byte by byte, long after the upload was done.
        package var isSame: Bool
        /// How many files were begun until one was right.
        package var sessions: Int
        /// How many chunks were sent, those included that came to nothing.
        package var chunksSent: Int
        /// How many of them were applied after their connection had broken.
        package var chunksLate: Int
    }

    package var file: URL
    package var chunkSize: Int

    package init(of file: URL, chunkSize: Int) {
        self.file = file
        self.chunkSize = chunkSize
    }

    /// A fifth of the chunks is applied without an answer, a fifth is lost, a tenth is applied late, and some fail
    /// with an error of the server; looking fails as well, and so does beginning.
    private static func faults(seed: UInt64) -> FaultPlan {
        FaultPlan(
            [
                .rate(0.2, of: .appendChunk, .dropAfter), .rate(0.2, of: .appendChunk, .dropBefore),
                .rate(0.1, of: .getFile, .dropBefore), .rate(0.2, of: .createUpload, .dropAfter),
                .custom { call, random in
                    guard call.operation == .appendChunk else { return nil }
                    let fraction = random.nextFraction()
                    // Up to just below twice the settle time, so some are taken for lost and are sent again.
                    if fraction < 0.16 { return .lateApply(after: .seconds(9.9) * random.nextFraction()) }
                    if fraction < 0.24 { return .serverError(status: 502, applied: fraction < 0.2) }
                    return nil
                },
            ], seed: seed)
    }

    /// Uploads the file; the settle time is 5 s.
    package func run(seed: UInt64) async throws -> Outcome {
        let time = VirtualTime()
        let hub = LDXHubEmulator(time: time, faults: Self.faults(seed: seed))
        let configuration = ClientConfiguration(
            retry: RetryPolicy(maxAttempts: 10), runtime: time.runtime(seed: seed))
        let ldx = try LDXHubClient(
            credential: .value("test-key"), baseURL: hub.baseURL, configuration: configuration,
            transport: hub.transport)
        return try await time.run {
            let chunks = LDXChunkOptions(size: chunkSize, settleTime: .seconds(5), maxSessions: 3)
            let sessions = SendableBox<Set<LDXFileID>>([])
            let stored = try await ldx.files.upload(
                .file(file),
                by: .chunks(chunks) { upload in sessions.withLock { _ = $0.insert(upload.fileID) } })
            // Whatever is late has come by now.
            try await time.sleep(until: time.now + .seconds(600))
            let requests = await hub.ledger.requests.filter { $0.operation == .appendChunk }
            return Outcome(
                isSame: try await isSame(hub, stored.id), sessions: sessions.current.count,
                chunksSent: requests.count,
                chunksLate: requests.count { if case .lateApply = $0.fault { true } else { false } })
        }
    }

    private func isSame(_ hub: LDXHubEmulator, _ id: LDXFileID) async throws -> Bool {
        let request = TransportRequest(
            .get, hub.baseURL.appending(path: "files/\(id)/content"),
            headers: ["Authorization": "Bearer test-key"])
        let original = try FileHandle(forReadingFrom: file)
        defer { try? original.close() }
        for try await piece in try await hub.transport.send(request).body {
            guard try original.read(upToCount: piece.count) == piece else { return false }
        }
        return try original.read(upToCount: 1)?.isEmpty ?? true
    }
}
