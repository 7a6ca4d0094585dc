import Foundation
import LanguageJobs
import LanguageJobsTesting

/// A download over a script, into a folder of its own.
struct DownloadRig: Sendable {
    let rig: Rig
    let folder: Folder
    var options = DownloadOptions()
    let progress = SendableBox<[TransferProgress]>([])

    init(_ steps: [Step], then rest: Step? = nil, _ change: (inout DownloadOptions) -> Void = { _ in }) throws
    {
        rig = try Rig(steps, then: rest)
        folder = try Folder()
        change(&options)
    }

    @discardableResult
    func download(to name: String = "out.xlf") async throws -> DownloadedFile {
        try await download(to: folder.file(name))
    }

    func download(to place: URL) async throws -> DownloadedFile {
        try await rig.time.run { try await unclocked(to: place) }
    }

    /// The same, for a body that runs in virtual time already.
    func unclocked(to place: URL) async throws -> DownloadedFile {
        let endpoint = Endpoint<Void>("files.content", .get, ["files", "f1"], .safe, decode: { _, _ in })
        return try await Downloader(rig.client, endpoint).download(to: place, options: options) { step in
            progress.withLock { $0.append(step) }
        }
    }

    func failure(to name: String = "out.xlf") async throws -> ClientError {
        try await clientError { try await download(to: name) }
    }

    /// The `Range` of each request.
    var ranges: [String?] { rig.transport.requests.map { $0.headers["range"] } }
}
