import Foundation
import LanguageJobs
import LanguageJobsTesting
import Testing

/// Which snapshots a watcher gives, and to whom.
@Suite struct WatchSnapshotTests {
    private let time = VirtualTime()

    private static func dated(_ stamp: String) -> Step {
        .answer(200, #"{"id":"j","status":"processing","updated_at":"\#(stamp)"}"#)
    }

    @Test("A snapshot that says nothing new is not given, and is polled on")
    func duplicates() async throws {
        let (jobs, transport) = try SampleJobs.scripted(
            [
                .job("queued"), .job("queued"), .job("processing", progress: 0.1),
                .job("processing", progress: 0.1), .job("processing", progress: 0.2), .job("done"),
            ], on: time)
        let all = try await time.run { try await jobs.watch("j").all() }
        #expect(all.map(\.status) == ["queued", "processing", "processing", "done"])
        #expect(all.map(\.progress) == [nil, 0.1, 0.2, nil])
        transport.expectPlayed()
    }

    @Test("A later date of change is something new")
    func dateOfChange() async throws {
        let (jobs, _) = try SampleJobs.scripted(
            [
                Self.dated("2026-01-01T00:00:01Z"), Self.dated("2026-01-01T00:00:01Z"),
                Self.dated("2026-01-01T00:00:02Z"), .job("done"),
            ], on: time)
        let all = try await time.run { try await jobs.watch("j").all() }
        #expect(
            all.map(\.updatedAt) == [
                Date(timeIntervalSince1970: 1_767_225_601), Date(timeIntervalSince1970: 1_767_225_602), nil,
            ])
    }

    @Test("A first snapshot is not given again by a poll that says the same")
    func duplicateOfFirst() async throws {
        let (jobs, _) = try SampleJobs.scripted([.job("queued"), .job("done")], on: time)
        let all = try await time.run { try await jobs.watch(Sample(status: "queued")).all() }
        #expect(all.map(\.status) == ["queued", "done"])
    }

    @Test("Every poll is given to who asks for it")
    func everyPoll() async throws {
        let (jobs, _) = try SampleJobs.scripted(
            [.job("queued"), .job("queued"), .job("done")], on: time, .init(emission: .everyPoll))
        let all = try await time.run { try await jobs.watch("j").all() }
        #expect(all.map(\.status) == ["queued", "queued", "done"])
    }

    @Test("Two iterators of one watcher ask for themselves")
    func twoIterators() async throws {
        let (jobs, transport) = try SampleJobs.scripted(
            [.job("a1"), .job("b1"), .job("done"), .job("b2"), .job("done")], on: time)
        let watcher = jobs.watch("j")
        let statuses = try await time.run {
            var (left, right) = (watcher.makeAsyncIterator(), watcher.makeAsyncIterator())
            var statuses = [try await left.next()?.status, try await right.next()?.status]
            statuses += [try await left.next()?.status, try await left.next()?.status]
            statuses += [try await right.next()?.status, try await right.next()?.status]
            return statuses
        }
        #expect(statuses == ["a1", "b1", "done", nil, "b2", "done"])
        transport.expectPlayed()
    }

    @Test("A copy of an iterator goes on where it stood, and asks nothing twice")
    func copiedIterator() async throws {
        let (jobs, transport) = try SampleJobs.scripted([.job("a"), .job("b"), .job("done")], on: time)
        let statuses = try await time.run {
            var iterator = jobs.watch("j").makeAsyncIterator()
            var statuses = [try await iterator.next()?.status]
            var copy = iterator
            statuses += [try await copy.next()?.status, try await iterator.next()?.status]
            return statuses
        }
        #expect(statuses == ["a", "b", "done"])
        transport.expectPlayed()
    }

    @Test("After the end an iterator gives nil for ever")
    func afterTheEnd() async throws {
        let (jobs, transport) = try SampleJobs.scripted([.job("done")], on: time)
        let statuses = try await time.run {
            var iterator = jobs.watch("j").makeAsyncIterator()
            return [
                try await iterator.next()?.status, try await iterator.next()?.status,
                try await iterator.next()?.status,
            ]
        }
        #expect(statuses == ["done", nil, nil])
        #expect(transport.requests.count == 1)
    }

    @Test("After an error an iterator gives nil for ever")
    func afterAnError() async throws {
        let (jobs, transport) = try SampleJobs.scripted([.answer(401)], on: time)
        let (error, rest) = try await time.run {
            var iterator = jobs.watch("j").makeAsyncIterator()
            let error = try await clientError { try await iterator.next() }
            return (error, [try await iterator.next(), try await iterator.next()])
        }
        #expect(error.code == .unauthorized)
        #expect(rest == [nil, nil])
        #expect(transport.requests.count == 1)
    }

    @Test("A watcher is iterated through an existential, off and on an actor")
    func erased() async throws {
        let (jobs, _) = try SampleJobs.scripted([.job("queued"), .job("done")], on: time)
        let watcher: any AsyncSequence<Sample, any Error> & Sendable = jobs.watch("j")
        let statuses = try await time.run {
            var statuses: [String] = []
            for try await job in watcher { statuses.append(job.status) }
            return statuses
        }
        #expect(statuses == ["queued", "done"])
    }
}
