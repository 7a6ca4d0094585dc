import Foundation
import LDXHub
import LanguageJobsTesting
import Testing

@Suite("A whole job at LDX hub")
struct EmulatorFlowTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "ldx-flow-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    @Test("uploads, creates, waits and downloads, and tells of each step in order")
    func run() async throws {
        let setup = try EmulatedHub()
        let steps = SendableBox<[String]>([])
        try await setup.time.run {
            let refined = try await setup.ldx.refineLoop.run(
                EmulatedHub.xliff, model: EmulatedHub.model, { $0.maxRevisions = 2 },
                onEvent: { event in
                    let step =
                        switch event {
                        case .uploading: "uploading"
                        case .uploaded: "uploaded"
                        case .created: "created"
                        case .snapshot(let job): job.status.rawValue
                        }
                    steps.withLock { if $0.last != step { $0.append(step) } }
                })
            try await refined.save(to: folder.appending(path: "out.xlf"))
            let ledger = await setup.hub.ledger
            #expect(ledger.jobsCreated.count == 1)
            #expect(ledger.jobsCreated.first?.fileID == ledger.filesStored.first?.id)
            #expect(refined.reference?.id == ledger.jobsCreated.first?.id)
        }
        #expect(steps.current == ["uploading", "uploaded", "created", "queued", "processing", "completed"])
        #expect(setup.events.lines == ["- → queued", "queued → processing", "processing → completed"])
        let before = try XLIFFDocument(parsing: SampleXLIFF.data)
        let after = try XLIFFDocument(parsing: Data(contentsOf: folder.appending(path: "out.xlf")))
        #expect(before.segments.map(\.id) == after.segments.map(\.id))
        for (old, new) in zip(before.segments, after.segments) {
            #expect((old.target?.plainText != new.target?.plainText) == !old.isNumeric, "segment \(old.id)")
        }
    }

    @Test("step by step gives the same, from a reference that went through JSON")
    func steps() async throws {
        let setup = try EmulatedHub()
        try await setup.time.run {
            let file = try await setup.ldx.files.upload(EmulatedHub.source)
            let job = try await setup.ldx.refineLoop.create(.init(model: EmulatedHub.model, fileID: file.id))
            var statuses: [String] = []
            for try await snapshot in setup.ldx.refineLoop.watch(job) {
                statuses.append(snapshot.status.rawValue)
            }
            #expect(statuses.first == "queued")
            #expect(statuses.last == "completed")
            let saved = try JSONEncoder().encode(setup.ldx.refineLoop.reference(to: job.id))
            let reference = try JSONDecoder().decode(JobReference.self, from: saved)
            let data = try await setup.ldx.refineLoop.resume(reference).result().data()
            #expect(try XLIFFDocument(parsing: data).segments.count > 3)
            #expect(try await setup.ldx.refineLoop.jobs().map(\.id) == [job.id])
        }
    }

    @Test("reads a scan into a document")
    func scan() async throws {
        let setup = try EmulatedHub()
        try await setup.time.run {
            let engine = try #require(try await setup.ldx.renderOCR.engines().first)
            let png = Data(
                [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + [UInt8](repeating: 0, count: 64))
            let document = try await setup.ldx.renderOCR.run(
                .data(png, filename: "scan.png"), engine: engine.id, languages: ["jpn"], to: .docx)
            let bytes = try await document.data()
            #expect(bytes.prefix(4) == Data([0x50, 0x4B, 0x03, 0x04]))
        }
    }

    @Test("that is cancelled after its creation can be gone on with, and is paid once")
    func cancelled() async throws {
        let setup = try EmulatedHub(plan: LDXHubPlan(jobs: JobPlan(processing: .seconds(60))))
        let reference = SendableBox<JobReference?>(nil)
        try await setup.time.run {
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    let run = { @Sendable in
                        try await setup.ldx.refineLoop.run(
                            EmulatedHub.xliff, model: EmulatedHub.model,
                            onEvent: { if case .created(let job) = $0 { reference.exchange(job) } })
                    }
                    await #expect(throws: CancellationError.self) { _ = try await run() }
                }
                group.addTask { try? await setup.time.sleep(until: .seconds(20)) }
                await group.next()
                group.cancelAll()
            }
            #expect(setup.time.now == .seconds(20))
            let job = try #require(reference.current)
            let seen = SendableBox<[String]>([])
            let refined = try await setup.ldx.refineLoop.result(of: job) { event in
                if case .snapshot(let job) = event { seen.withLock { $0.append(job.status.rawValue) } }
            }
            #expect(try await refined.data().count > 1_000)
            #expect(seen.current.first == "processing")
            #expect(seen.current.last == "completed")
            #expect(await setup.hub.ledger.jobsCreated.count == 1)
        }
    }

    @Test("goes on only at the service that made the job")
    func otherService() async throws {
        let setup = try EmulatedHub()
        let job = setup.ldx.castDoc.reference(to: "j1")
        let error = await #expect(throws: ClientError.self) {
            try await setup.ldx.extractDoc.result(of: job)
        }
        #expect(error?.code == .invalidRequest)
        #expect(error?.reference == job)
        #expect(await setup.hub.ledger.requests.isEmpty)
    }

    @Test("that fails says why, in the service's words, with its ids")
    func failed() async throws {
        let setup = try EmulatedHub(plan: LDXHubPlan(jobs: .failing()))
        _ = try await setup.time.run {
            await #expect {
                _ = try await setup.ldx.refineLoop.run(EmulatedHub.xliff, model: EmulatedHub.model)
            } throws: { error in
                let error = error as? ClientError
                return error?.code == .jobFailed && error?.serviceCode == "upstream_service_error"
                    && error?.requestID?.count == 32 && error?.reference?.service == "ldxhub.refineloop"
            }
        }
    }

    @Test("that never ends is given up in time, and its reference is in the error")
    func endless() async throws {
        let setup = try EmulatedHub(plan: LDXHubPlan(jobs: .endless))
        try await setup.time.run {
            let options = WatchOptions(maxWait: .seconds(90))
            await #expect {
                _ = try await setup.ldx.refineLoop.run(
                    EmulatedHub.xliff, model: EmulatedHub.model, options: options)
            } throws: { error in
                let error = error as? ClientError
                return error?.code == .timedOut && error?.reference?.id.count == 32
            }
            #expect(setup.time.now >= .seconds(90))
            #expect(setup.time.now < .seconds(92))
        }
    }

    @Test("whose creation is not answered is created once, and the error says what to do")
    func uncertain() async throws {
        let setup = try EmulatedHub(faults: FaultPlan([.call(1, of: .createJob(.refineLoop), .dropAfter)]))
        try await setup.time.run {
            await #expect {
                _ = try await setup.ldx.refineLoop.run(EmulatedHub.xliff, model: EmulatedHub.model)
            } throws: {
                ($0 as? ClientError)?.code == .submissionUncertain
            }
            #expect(await setup.hub.ledger.jobsCreated.count == 1)
        }
    }

    @Test("comes through polls that fail, a 429 and a cut answer", arguments: [1, 2, 3] as [UInt64])
    func bumpy(seed: UInt64) async throws {
        let faults = FaultPlan(
            [
                .rate(0.15, of: .getJob(.refineLoop), .dropBefore),
                .rate(0.15, of: .getJob(.refineLoop), .serverError(status: 503, hint: .seconds(2))),
                .rate(0.15, of: .getJob(.refineLoop), .truncated(at: 20)),
                .rate(0.15, of: .getJob(.refineLoop), .rateLimited(.seconds(3))),
                .call(1, of: .createJob(.refineLoop), .rateLimited(.milliseconds(700))),
                .call(1, of: .downloadFile, .truncated(at: 100)),
            ], seed: seed)
        let setup = try EmulatedHub(
            plan: LDXHubPlan(jobs: JobPlan(processing: .seconds(60))), faults: faults)
        try await setup.time.run {
            let refined = try await setup.ldx.refineLoop.run(EmulatedHub.xliff, model: EmulatedHub.model)
            let document = try XLIFFDocument(parsing: try await refined.data())
            #expect(document.segments.count > 3)
            #expect(await setup.hub.ledger.jobsCreated.count == 1)
        }
    }

    @Test("gives its progress as a sequence beside the call, which ends with it")
    func progressSequence() async throws {
        let setup = try EmulatedHub()
        try await setup.time.run {
            var created = 0
            var last: Double?
            let refined = try await withProgress(of: JobRunEvent<RefineLoop.Job>.self) { report in
                try await setup.ldx.refineLoop.run(
                    EmulatedHub.xliff, model: EmulatedHub.model, onEvent: report)
            } events: { events in
                for await event in events {
                    if case .created = event { created += 1 }
                    if case .snapshot(let job) = event { last = job.fractionCompleted }
                }
            }
            #expect(created == 1)
            #expect(last == 1)
            #expect(refined.expiresAt == Date(timeIntervalSince1970: 1_767_225_600 + 86_400 + 2))
        }
    }
}
