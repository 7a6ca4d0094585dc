import Foundation
import LDXHub
import LanguageJobsTesting

/// A client of an ``UploadPeer``, in virtual time, and what its uploads reported.
struct UploadRig: Sendable {
    /// A chunk of the smallest size that is taken.
    static let chunk = 65_536

    let peer: UploadPeer
    let ldx: LDXHubClient
    /// Every upload that was to be kept.
    let kept = SendableBox<[LDXUpload]>([])
    let progress = SendableBox<[Int64]>([])

    init(
        _ fates: [UploadPeer.Fate] = [], failsToTell: Bool = false,
        configure: (inout ClientConfiguration) -> Void = { _ in }
    ) throws {
        try self.init(UploadPeer(fates, failsToTell: failsToTell), configure: configure)
    }

    init(
        _ peer: UploadPeer, address: String = "https://hub.test",
        configure: (inout ClientConfiguration) -> Void = { _ in }
    ) throws {
        self.peer = peer
        var configuration = ClientConfiguration(runtime: peer.time.runtime(seed: 5))
        configure(&configuration)
        ldx = try LDXHubClient(
            credential: .value("k"), baseURL: URL(string: address), configuration: configuration,
            transport: peer)
    }

    /// Bytes without any pattern that repeats with a chunk.
    static func bytes(_ count: Int) -> Data {
        var random = SeededRandom(seed: UInt64(count))
        var data = Data(capacity: count + 8)
        while data.count < count { withUnsafeBytes(of: random.next()) { data.append(contentsOf: $0) } }
        return data.prefix(count)
    }

    /// Uploads in virtual time; the settle time is 5 s.
    func upload(
        _ source: UploadSource, _ chunks: LDXChunkOptions = .init(size: UploadRig.chunk),
        stoppingAt stop: Int? = nil, call: CallOptions = .init()
    ) async throws -> LDXFile {
        try await peer.time.run {
            try await ldx.files.upload(source, by: .chunks(chunks, onCheckpoint: keep(stop)), options: call) {
                sent in progress.withLock { $0.append(sent.completed) }
            }
        }
    }

    func resume(
        _ upload: LDXUpload, _ source: UploadSource, _ chunks: LDXChunkOptions = .init(),
        stoppingAt stop: Int? = nil
    ) async throws -> LDXFile {
        try await peer.time.run {
            try await ldx.files.resume(upload, with: source, chunks: chunks, onCheckpoint: keep(stop)) {
                sent in progress.withLock { $0.append(sent.completed) }
            }
        }
    }

    private func keep(_ stop: Int?) -> LDXUpload.Checkpoint {
        { upload in
            let count = kept.withLock {
                $0.append(upload)
                return $0.count
            }
            if count == stop { throw Stop() }
        }
    }

    /// Stands for a process that ends.
    struct Stop: Error {}
}
