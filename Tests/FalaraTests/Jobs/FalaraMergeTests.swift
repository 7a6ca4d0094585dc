import Falara
import Foundation
import LanguageJobsTesting
import TestSupport
import Testing

@Suite("What Falara's jobs made is put together")
struct FalaraMergeTests {
    /// Jobs that have all ended; each result is the job's id for each text.
    private struct Ended: FalaraJobService {
        let time: VirtualTime
        /// What the status of a job names.
        var languages: [JobID<FalaraJob>: String] = [:]

        var context: JobServiceContext { JobServiceContext(runtime: time.runtime(seed: 7)) }

        func create(_: FalaraJobRequest, options: CallOptions) async throws -> FalaraJob {
            throw ClientError(.invalidRequest, "No job is to be created.")
        }

        func job(_ id: JobID<FalaraJob>, wait: Duration?, options: CallOptions) async throws -> FalaraJob {
            var job = FalaraJob(id: id, status: .completed)
            job.targetLanguage = languages[id]
            return job
        }

        func output(of job: FalaraJob, options: CallOptions) async throws -> FalaraResult {
            FalaraResult(translation: .texts([FalaraTranslatedText(.string(job.id.rawValue))]))
        }
    }

    private static func results(
        of submission: FalaraSubmission, languages: [JobID<FalaraJob>: String] = [:]
    ) async throws -> FalaraResults {
        let time = VirtualTime()
        return try await time.run {
            try await Ended(time: time, languages: languages).results(of: submission)
        }
    }

    private static func part(
        _ id: String, _ language: String?, _ texts: Range<Int> = 0..<1
    ) -> FalaraSubmission.Part {
        var job = FalaraJob(id: JobID(id), status: .completed)
        job.targetLanguage = language
        return .init(job: job, texts: texts)
    }

    /// Each entry, as its language and the ids of its jobs.
    private static func shape(_ results: FalaraResults) -> [String] {
        results.languages.map { entry in
            "\(entry.targetLanguage ?? "?"): " + entry.parts.map { $0.job?.id ?? "-" }.joined(separator: " ")
        }
    }

    @Test(
        "by languages without regard to case and the kind of dash",
        arguments: ["pt-br", "PT-BR", "pt_BR", "pt_br"])
    func spelling(named: String) async throws {
        let results = try await Self.results(
            of: FalaraSubmission(
                targetLanguages: ["pt-BR", "en"], textCount: 1,
                parts: [Self.part("p", named), Self.part("e", "EN")]))
        #expect(Self.shape(results) == ["pt-BR: p", "en: e"])
        #expect(try results[named]?.texts().map(\.text) == ["p"])
        #expect(results["fr"] == nil)
    }

    @Test("under the spelling that is asked for when two differ in that only")
    func twoSpellings() async throws {
        let results = try await Self.results(
            of: FalaraSubmission(
                targetLanguages: ["pt-BR", "pt_br"], textCount: 1,
                parts: [Self.part("b", "pt_br"), Self.part("a", "pt-BR")]))
        #expect(Self.shape(results) == ["pt-BR: a", "pt_br: b"])
    }

    @Test(
        "under the only language that was asked for, whatever the service names",
        arguments: ["pt", "Brazilian", nil])
    func onlyLanguage(named: String?) async throws {
        let results = try await Self.results(
            of: FalaraSubmission(
                targetLanguages: ["pt-BR"], textCount: 501,
                parts: [Self.part("a", "pt-BR", 0..<500), Self.part("b", named, 500..<501)]))
        #expect(Self.shape(results) == ["pt-BR: a b"])
        #expect(results.languages.flatMap(\.failures).isEmpty)
    }

    @Test("and a job of a language that nobody asked for has an entry of its own")
    func leftOver() async throws {
        let results = try await Self.results(
            of: FalaraSubmission(
                targetLanguages: ["zh-Hans", "en"], textCount: 1,
                parts: [Self.part("z", "zh-CN"), Self.part("e", "en")]))
        #expect(Self.shape(results) == ["zh-Hans: -", "en: e", "zh-CN: z"])
        #expect(try results["zh-CN"]?.texts().map(\.text) == ["z"])
        let failure = try #require(results["zh-Hans"]?.failures.first)
        #expect(failure.message.contains("named no job") == false)
        #expect(failure.message.contains("entries"))
    }

    @Test("and a second job of the same texts and language has an entry of its own")
    func second() async throws {
        let results = try await Self.results(
            of: FalaraSubmission(
                targetLanguages: ["en"], textCount: 1, parts: [Self.part("a", "en"), Self.part("b", "en")]))
        #expect(Self.shape(results) == ["en: a", "en: b"])
    }

    @Test("and jobs of several stretches without a language are never taken for one language")
    func unnamed() async throws {
        let parts = [
            Self.part("a", nil, 0..<500), Self.part("b", nil, 0..<500), Self.part("c", nil, 500..<600),
            Self.part("d", nil, 500..<600),
        ]
        let submission = FalaraSubmission(targetLanguages: ["en", "fr"], textCount: 600, parts: parts)
        let results = try await Self.results(of: submission)
        #expect(Self.shape(results) == ["?: a -", "?: b -", "?: - c", "?: - d"])
        for entry in results.languages {
            #expect(entry.failures.map(\.code) == [.unexpectedResponse])
            #expect(throws: ClientError.self) { try entry.texts() }
            #expect(entry.failures.allSatisfy { !$0.message.contains("named no job") })
        }
        let named = try await Self.results(
            of: submission, languages: ["a": "fr", "b": "en", "c": "en", "d": "fr"])
        #expect(Self.shape(named) == ["en: b c", "fr: a d"])
    }

    @Test("and what a stretch lacks is told by whether one of its jobs may be it")
    func lacking() async throws {
        let results = try await Self.results(
            of: FalaraSubmission(
                targetLanguages: ["en", "fr"], textCount: 600,
                parts: [
                    Self.part("a", "en", 0..<500), Self.part("b", "en", 500..<600),
                    Self.part("c", nil, 500..<600),
                ]))
        #expect(Self.shape(results) == ["en: a b", "fr: - -", "?: - c"])
        let messages = results["fr"]?.failures.map { $0.message.contains("named no job") }
        #expect(messages == [true, false])
    }

    @Test("so that every job is in exactly one part", arguments: 0..<200)
    func everyJob(seed: Int) async throws {
        var random = Draws(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1)
        let pool = ["en", "EN", "pt-BR", "pt_br", "fr", "zh-CN"]
        let asked = Array(["pt-BR", "en", "fr"].prefix(random.below(3) + 1))
        let count = [1, 500, 501, 1_200][random.below(4)]
        let ranges = stride(from: 0, to: count, by: 500).map { $0..<min($0 + 500, count) }
        var parts: [FalaraSubmission.Part] = []
        var told: [JobID<FalaraJob>: String] = [:]
        for range in ranges {
            for number in 0..<random.below(5) {
                let id = "\(range.lowerBound)/\(number)"
                if random.below(4) == 0 { told[JobID(id)] = pool[random.below(pool.count)] }
                parts.append(
                    Self.part(id, random.below(2) == 0 ? nil : pool[random.below(pool.count)], range))
            }
        }
        let results = try await Self.results(
            of: FalaraSubmission(targetLanguages: asked, textCount: count, parts: parts), languages: told)
        let given = results.languages.flatMap(\.parts).compactMap { part in
            part.job.map { "\($0.id) of \(part.texts)" }
        }
        #expect(given.sorted() == parts.map { "\($0.job.id) of \($0.texts)" }.sorted())
        let unplaced = Set(
            results.languages.filter { !asked.contains($0.targetLanguage ?? "") }.flatMap(\.parts)
                .filter { $0.job != nil }.map(\.texts))
        for entry in results.languages {
            // No text is there twice, and none is left out without an error.
            #expect(entry.parts.map(\.texts) == ranges)
            for part in entry.parts {
                guard case .failure(let error) = part.outcome, unplaced.contains(part.texts) else { continue }
                #expect(!error.message.contains("named no job"))
            }
        }
    }
}

private struct Draws {
    var state: UInt64

    mutating func below(_ count: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(count))
    }
}
