import Falara
import Foundation
import LanguageJobsTesting
import TestSupport
import Testing

@Suite("A whole job at Falara")
struct FalaraFlowTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "falara-flow-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    @Test(
        "creates, waits and gives the translation, in every form of the answers",
        arguments: FalaraPlan.Style.allCases)
    func run(style: FalaraPlan.Style) async throws {
        let setup = try EmulatedFalara(style: style)
        let steps = SendableBox<[String]>([])
        let result = try await setup.time.run {
            try await setup.falara.jobs.run(
                .text("Guten Tag."), from: "de", to: "en",
                onEvent: { event in
                    let step =
                        switch event {
                        case .created: "created"
                        case .snapshot(let job): job.status.rawValue
                        default: "?"
                        }
                    steps.withLock { if $0.last != step { $0.append(step) } }
                })
        }
        #expect(result.text == "[en] Guten Tag.")
        #expect(result.status == .completed)
        #expect(result.warnings == [])
        #expect(steps.current == ["created", "queued", "processing", "completed"])
        #expect(await setup.emulator.ledger.jobsCreated.map(\.id) == [result.jobID?.rawValue])
    }

    @Test("gives texts one by one with their metadata", arguments: FalaraPlan.Style.allCases)
    func texts(style: FalaraPlan.Style) async throws {
        let setup = try EmulatedFalara(style: style)
        let texts = [FalaraText("Eins", metadata: ["field": "title"]), FalaraText("Zwei")]
        let result = try await setup.time.run {
            try await setup.falara.jobs.run(.texts(texts), from: "de", to: "en")
        }
        let parts = try #require(result.texts(of: 2))
        #expect(parts.map(\.text) == ["[en] Eins", "[en] Zwei"])
        // The older form has them in one string, without what was sent beside them.
        #expect(parts[0].metadata == (style == .first ? nil : ["field": "title"]))
    }

    @Test("goes through corrections, and its progress ends at 1")
    func corrected() async throws {
        let setup = try EmulatedFalara(plan: FalaraPlan(jobs: .corrected(loops: 2)))
        let seen = try await setup.time.run {
            let submission = try await setup.falara.jobs.submit(
                .texts(["Eins", "Zwei"]), from: "de", to: ["en"])
            var seen: [(String, Double?)] = []
            let options = WatchOptions(schedule: .constant(.milliseconds(250)))
            for try await job in setup.falara.jobs.watch(submission.jobs[0], options: options) {
                seen.append((job.status.rawValue, job.fractionCompleted))
            }
            return seen
        }
        var statuses: [String] = []
        for (status, _) in seen where statuses.last != status { statuses.append(status) }
        #expect(statuses == ["queued", "processing", "correcting", "completed"])
        #expect(seen.last?.1 == 1)
        #expect(seen.allSatisfy { (0...1).contains($0.1 ?? 0) })
    }

    @Test(
        "that ends with blocks or needs a review has a result with warnings",
        arguments: FalaraPlan.Style.allCases)
    func warnings(style: FalaraPlan.Style) async throws {
        var plan = FalaraPlan()
        plan.numbered = [1: FalaraJobPlan(outcome: .blocked(segments: [1])), 2: .needsReview]
        let setup = try EmulatedFalara(plan: plan, style: style)
        let (blocked, review) = try await setup.time.run {
            (
                try await setup.falara.jobs.run(.texts(["Eins", "Zwei"]), from: "de", to: "en"),
                try await setup.falara.jobs.run(.texts(["Drei"]), from: "de", to: "en")
            )
        }
        #expect(blocked.status == .completedWithBlocks)
        // The older form has no translation of a blocked segment, the others its source.
        #expect(blocked.texts(of: 2)?.map(\.text) == ["[en] Eins", style == .first ? nil : "Zwei"])
        #expect(blocked.warnings.count == 1)
        #expect(blocked.warnings.first?.contains("blocked by their markup") == true)
        #expect(review.status == .needsReview)
        #expect(review.warnings.count == 1)
    }

    @Test("that fails and recovers is an error, or its result where failed is not final")
    func recovers() async throws {
        let job = FalaraJobPlan(outcome: .failed(log: ["Engine gone."], recoversAfter: .seconds(60)))
        let final = try EmulatedFalara(plan: FalaraPlan(jobs: job))
        await #expect {
            try await final.time.run { try await final.falara.jobs.run(.text("Eins"), from: "de", to: "en") }
        } throws: { error in
            let error = error as? ClientError
            return error?.code == .jobFailed && error?.message == "The job failed: Engine gone."
                && error?.reference != nil
        }
        let patient = try EmulatedFalara(plan: FalaraPlan(jobs: job), treatsFailedAsFinal: false)
        let text = try await patient.time.run {
            try await patient.falara.jobs.run(.text("Eins"), from: "de", to: "en").text
        }
        #expect(text == "[en] Eins")
    }

    @Test("that is dead is an error in either policy", arguments: [true, false])
    func dead(isFinal: Bool) async throws {
        let setup = try EmulatedFalara(
            plan: FalaraPlan(jobs: FalaraJobPlan(outcome: .dead())), treatsFailedAsFinal: isFinal)
        await #expect {
            try await setup.time.run { try await setup.falara.jobs.run(.text("Eins"), from: "de", to: "en") }
        } throws: { ($0 as? ClientError)?.code == .jobFailed }
    }

    @Test(
        "is asked for its result too early: not ready, with its status", arguments: FalaraPlan.Style.allCases)
    func tooEarly(style: FalaraPlan.Style) async throws {
        let setup = try EmulatedFalara(plan: FalaraPlan(jobs: .endless), style: style)
        let folder = folder
        try await setup.time.run {
            let job = try await setup.falara.jobs.create(.init(.text("Eins"), from: "de", to: "en"))
            try await setup.time.sleep(until: .seconds(5))
            await #expect {
                try await setup.falara.jobs.output(of: job)
            } throws: { error in
                let error = error as? ClientError
                return error?.code == .notReady && error?.message.contains("“processing”") == true
            }
            let file = try await setup.falara.jobs.createFile(
                EmulatedFalara.markdown, FalaraBriefing(from: "de", to: ["en"]), options: .init(),
                onProgress: nil)
            await #expect {
                try await setup.falara.jobs.download(file.id).save(to: folder.appending(path: "x"))
            } throws: {
                ($0 as? ClientError)?.code == .notReady
            }
        }
    }

    @Test("that is cancelled goes on at the service, and is resumed from the reference that was told")
    func cancelled() async throws {
        let setup = try EmulatedFalara(plan: FalaraPlan(jobs: FalaraJobPlan(processing: .seconds(40))))
        let told = SendableBox<JobReference?>(nil)
        let text = try await setup.time.run {
            await #expect(throws: CancellationError.self) {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        _ = try await setup.falara.jobs.run(
                            .text("Eins"), from: "de", to: "en",
                            onEvent: { if case .created(let reference) = $0 { told.exchange(reference) } })
                    }
                    try await setup.time.sleep(until: .seconds(10))
                    group.cancelAll()
                    try await group.waitForAll()
                }
            }
            let saved = try JSONEncoder().encode(try #require(told.current))
            let reference = try JSONDecoder().decode(JobReference.self, from: saved)
            return try await setup.falara.jobs.result(of: reference).text
        }
        #expect(text == "[en] Eins")
        #expect(await setup.emulator.ledger.jobsCreated.count == 1)
    }

    @Test("of 1,200 texts into two languages is six jobs, in order", arguments: FalaraPlan.Style.allCases)
    func chunks(style: FalaraPlan.Style) async throws {
        let setup = try EmulatedFalara(style: style)
        let texts = EmulatedFalara.texts(1_200)
        let results = try await setup.time.run {
            try await setup.falara.jobs.run(.texts(texts), from: "de", to: ["en", "fr"])
        }
        for language in ["en", "fr"] {
            #expect(
                try results[language]?.texts().map(\.text) == texts.map { "[\(language)] \($0)" })
        }
        let ledger = await setup.emulator.ledger
        #expect(ledger.jobsCreated.count == 6)
        #expect(ledger.requests(to: .falaraCreateJob) == 3)
    }

    @Test("keeps within 50 requests a minute when many jobs are waited for", arguments: [true, false])
    func limited(showsRetryAfter: Bool) async throws {
        var plan = FalaraPlan()
        plan.requestsPerMinute = 50
        plan.showsRetryAfter = showsRetryAfter
        let setup = try EmulatedFalara(plan: plan)
        let results = try await setup.time.run {
            try await setup.falara.jobs.run(
                .texts(EmulatedFalara.texts(6_000)), from: "de", to: ["en", "fr"])
        }
        #expect(results.languages.map { $0.parts.count } == [12, 12])
        #expect(results.languages.flatMap(\.failures).isEmpty)
        #expect(await setup.emulator.ledger.requests.count { $0.status == 429 } <= 1)
    }

    @Test(
        "of more creations than a minute takes is refused once a minute, and loses nothing",
        arguments: [true, false])
    func manyCreations(showsRetryAfter: Bool) async throws {
        var plan = FalaraPlan()
        plan.requestsPerMinute = 50
        plan.showsRetryAfter = showsRetryAfter
        let setup = try EmulatedFalara(plan: plan)
        let results = try await setup.time.run {
            try await setup.falara.jobs.run(
                .texts(EmulatedFalara.texts(30_000)), from: "de", to: ["en"])
        }
        #expect(results["en"]?.parts.count == 60)
        #expect(results.languages.flatMap(\.failures).isEmpty)
        let ledger = await setup.emulator.ledger
        #expect(ledger.jobsCreated.count == 60)
        let refused = ledger.requests.count { $0.status == 429 }
        #expect((1...2).contains(refused), "\(refused)")
    }

    @Test("of a file gives the translated file", arguments: FalaraPlan.Style.allCases)
    func file(style: FalaraPlan.Style) async throws {
        let setup = try EmulatedFalara(style: style)
        let place = folder.appending(path: "out-\(style).md")
        let size = try await setup.time.run {
            let made = try await setup.falara.jobs.run(EmulatedFalara.markdown, from: "de", to: "en")
            return try await made.save(to: place).size
        }
        let text = try String(contentsOf: place, encoding: .utf8)
        #expect(text == "# [en] Titel\n\n[en] Ein Satz.\n")
        #expect(size == Int64(text.utf8.count))
    }

    @Test(
        "of many files and languages is a batch, whose archive can be had",
        arguments: FalaraPlan.Style.allCases)
    func batch(style: FalaraPlan.Style) async throws {
        let setup = try EmulatedFalara(style: style)
        let archive = folder.appending(path: "batch-\(style).zip")
        let other = UploadSource.data(Data("# Zwei\n".utf8), filename: "b.md")
        let creation = try await setup.time.run {
            let creation = try await setup.falara.jobs.submitFiles(
                [EmulatedFalara.markdown, other], from: "de", to: ["en", "fr"])
            for job in creation.jobs { _ = try await setup.falara.jobs.result(of: job.id) }
            let batch = try #require(creation.batchID)
            #expect(try await setup.falara.jobs.batch(batch) != .null)
            try await setup.falara.jobs.downloadBatch(batch).save(to: archive)
            return creation
        }
        #expect(creation.jobs.count == 4)
        #expect(creation.failures == [])
        #expect(creation.missing == 0)
        #expect(try Data(contentsOf: archive).prefix(2) == Data("PK".utf8))
    }

    @Test("is in the list until it is archived, page after page, newest first")
    func list() async throws {
        let setup = try EmulatedFalara(plan: FalaraPlan(jobs: .immediate))
        let (all, left) = try await setup.time.run {
            let jobs = setup.falara.jobs
            for number in 0..<7 {
                let project = number.isMultiple(of: 2) ? "even" : "odd"
                _ = try await jobs.run(
                    .text("Satz \(number)"), from: "de", to: "en", { $0.projectName = project })
            }
            var all: [FalaraJob] = []
            for try await job in jobs.allJobs(matching: .init(pageSize: 3)) { all.append(job) }
            try await jobs.archive(all[0].id)
            try await jobs.archive([all[1].id, all[2].id])
            try await jobs.unarchive(all[1].id)
            var left: [JobID<FalaraJob>] = []
            for try await job in jobs.allJobs(matching: .init(projectName: "even")) { left.append(job.id) }
            try await jobs.archiveAll()
            #expect(try await jobs.jobs().isEmpty)
            return (all, left)
        }
        let created = await setup.emulator.ledger.jobsCreated.map(\.id)
        #expect(all.map(\.id.rawValue) == created.reversed())
        // Of the jobs 0, 2, 4 and 6 the newest is archived, and so is the third newest of all, 4.
        #expect(left.map(\.rawValue) == [created[2], created[0]])
    }
}
