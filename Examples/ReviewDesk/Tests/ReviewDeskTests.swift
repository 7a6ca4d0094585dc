import Foundation
import LDXHub
import LanguageJobsTesting
import Testing

@testable import ReviewDesk

/// A fake service: every method is a line or two, and no network is near.
private actor FakeRefineLoop: RefineLoopService {
    private(set) var created: [RefineLoop.Request] = []
    private let status: LDXJobStatus

    init(endingIn status: LDXJobStatus) {
        self.status = status
    }

    func upload(
        _ source: UploadSource, options: CallOptions, onProgress: (@Sendable (TransferProgress) -> Void)?
    ) async throws -> LDXFile {
        LDXFile(id: "file-1", filename: source.filename)
    }

    func create(_ request: RefineLoop.Request, options: CallOptions) async throws -> RefineLoop.Job {
        created.append(request)
        return RefineLoop.Job(id: "job-1", status: .queued)
    }

    func job(
        _ id: JobID<RefineLoop.Job>, wait: Duration?, options: CallOptions
    ) async throws -> RefineLoop.Job {
        RefineLoop.Job(
            id: id, status: status, outputFileID: "output-1",
            error: status == .failed ? JobFailure(code: "bad_input", message: "no XLIFF") : nil)
    }

    func output(of job: RefineLoop.Job, options: CallOptions) async throws -> ResultFile {
        ResultFile(id: "output-1", contents: Data("refined".utf8))
    }
}

/// A service that takes a job and then can't be reached.
private struct UnreachableRefineLoop: RefineLoopService {
    let context = JobServiceContext(
        watching: WatchOptions(schedule: .constant(.zero), toleratedFailures: 0))

    func upload(
        _ source: UploadSource, options: CallOptions, onProgress: (@Sendable (TransferProgress) -> Void)?
    ) async throws -> LDXFile {
        LDXFile(id: "file-1")
    }

    func create(_ request: RefineLoop.Request, options: CallOptions) async throws -> RefineLoop.Job {
        RefineLoop.Job(id: "job-1", status: .queued)
    }

    func job(
        _ id: JobID<RefineLoop.Job>, wait: Duration?, options: CallOptions
    ) async throws -> RefineLoop.Job {
        throw ClientError(.connectionLost, "cut")
    }

    func output(of job: RefineLoop.Job, options: CallOptions) async throws -> ResultFile {
        ResultFile(id: "none", contents: Data())
    }
}

@Suite("A review desk")
struct ReviewDeskTests {
    private let folder: URL
    private let document: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("desk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        document = folder.appendingPathComponent("manual.xlf")
        try SampleXLIFF.data.write(to: document)
    }

    private func desk(_ service: any RefineLoopService, model: String = "model-1") throws -> ReviewDesk {
        let journal = JobJournal(file: folder.appendingPathComponent("jobs.json"))
        return ReviewDesk(service: service, journal: journal, model: model)
    }

    private func outputFolder() throws -> URL {
        let output = folder.appendingPathComponent("out")
        try FileManager.default.createDirectory(at: output, withIntermediateDirectories: true)
        return output
    }

    @Test("saves what a fake made, and forgets the job")
    func fake() async throws {
        let fake = FakeRefineLoop(endingIn: .completed)
        let desk = try desk(fake)
        let output = try outputFolder()

        let outcomes = try await desk.refine([document], into: output)

        let place = output.appendingPathComponent("manual.xlf")
        #expect(outcomes == [document: .refined(place)])
        #expect(try Data(contentsOf: place) == Data("refined".utf8))
        #expect(await fake.created == [RefineLoop.Request(model: "model-1", fileID: "file-1")])
        #expect(try await desk.journal.open() == [:])
    }

    @Test("knows a document again by its path, however its URL is written")
    func relativeURL() async throws {
        let desk = try desk(FakeRefineLoop(endingIn: .completed))
        let reference = JobReference(service: "s", baseURL: "b", id: "job-1")
        let base = URL(fileURLWithPath: folder.path, isDirectory: true)
        let relative = URL(fileURLWithPath: "manual.xlf", relativeTo: base)
        try await desk.journal.add(reference, for: document)
        try await desk.journal.add(reference, for: relative)
        #expect(try await desk.journal.open().count == 1)
        try await desk.journal.remove(relative)
        #expect(try await desk.journal.open() == [:])
    }

    @Test("tells of a failed job in the words of the service")
    func failed() async throws {
        let desk = try desk(FakeRefineLoop(endingIn: .failed))
        let outcomes = try await desk.refine([document], into: try outputFolder())
        #expect(outcomes == [document: .failed("The job failed: no XLIFF")])
        #expect(try await desk.journal.open() == [:])
    }

    @Test("keeps a job in the journal when the way to it breaks")
    func unreachable() async throws {
        let desk = try desk(UnreachableRefineLoop())
        let outcomes = try await desk.refine([document], into: try outputFolder())
        #expect(outcomes == [document: .pending])
        #expect(try await desk.journal.open().map(\.value.id) == ["job-1"])
    }

    @Test("refines documents on the emulator, each by its own job")
    func emulator() async throws {
        let hub = LDXHubEmulator(plan: LDXHubPlan(jobs: .immediate))
        let ldx = try LDXHubClient(credential: .value("key"), baseURL: hub.baseURL, transport: hub.transport)
        let second = folder.appendingPathComponent("second.xlf")
        try FileManager.default.copyItem(at: document, to: second)
        let desk = try desk(ldx.refineLoop, model: "google/gemini-3.5-flash")
        let output = try outputFolder()

        let outcomes = try await desk.refine([document, second], into: output)

        #expect(
            outcomes == [
                document: .refined(output.appendingPathComponent("manual.xlf")),
                second: .refined(output.appendingPathComponent("second.xlf")),
            ])
        let before = try XLIFFDocument(parsing: Data(contentsOf: document))
        let after = try XLIFFDocument(parsing: Data(contentsOf: output.appendingPathComponent("manual.xlf")))
        for (old, new) in zip(before.segments, after.segments) where !old.isNumeric {
            #expect(old.target?.plainText != new.target?.plainText, "segment \(old.id)")
        }
        #expect(await hub.ledger.jobsCreated.count == 2)
    }

    @Test("goes on with a job that an earlier run left behind, and creates none anew")
    func resumes() async throws {
        let hub = LDXHubEmulator(plan: LDXHubPlan(jobs: .immediate))
        let ldx = try LDXHubClient(credential: .value("key"), baseURL: hub.baseURL, transport: hub.transport)
        let desk = try desk(ldx.refineLoop, model: "google/gemini-3.5-flash")
        let file = try await ldx.files.upload(.file(document))
        let job = try await ldx.refineLoop.create(.init(model: desk.model, fileID: file.id))
        try await desk.journal.add(ldx.refineLoop.reference(to: job.id), for: document)
        let output = try outputFolder()

        let outcomes = try await desk.finish(into: output)

        #expect(outcomes == [document: .refined(output.appendingPathComponent("manual.xlf"))])
        #expect(await hub.ledger.jobsCreated.count == 1)
        #expect(try await desk.journal.open() == [:])
    }
}
