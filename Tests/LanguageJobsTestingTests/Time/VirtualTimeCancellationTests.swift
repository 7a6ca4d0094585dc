import LanguageJobs
import LanguageJobsTesting
import Testing

@Suite("VirtualTime: cancellation", .timeLimit(.minutes(1)))
struct VirtualTimeCancellationTests {
    private let virtual = VirtualTime()

    /// Sleeps, and says how and when that ended.
    private func sleep(until seconds: Int) async -> String {
        do {
            try await virtual.sleep(until: .seconds(seconds))
            return "woke at \(virtual.now.components.seconds)"
        } catch is CancellationError {
            return "cancelled at \(virtual.now.components.seconds)"
        } catch {
            return "\(error)"
        }
    }

    @Test("A sleep that is cancelled ends at the virtual time of the cancel", arguments: [1, 150, 299])
    func midSleep(cancelAt: Int) async throws {
        let endings = try await virtual.run {
            await withTaskGroup { group in
                group.addTask { await sleep(until: 300) }
                _ = await sleep(until: cancelAt)
                group.cancelAll()
                return await group.reduce(into: []) { $0.append($1) }
            }
        }
        #expect(endings == ["cancelled at \(cancelAt)"])
        #expect(virtual.now == .seconds(cancelAt))
        #expect(virtual.jumps == 1)
    }

    @Test("A cancel at the deadline itself comes too late for whoever fell asleep first")
    func atDeadline() async throws {
        let endings = try await virtual.run {
            await withTaskGroup { group in
                group.addTask { await sleep(until: 10) }
                group.addTask {
                    await Task.yield()
                    await Task.yield()
                    return await sleep(until: 10)
                }
                group.addTask {
                    await Task.yield()
                    return await sleep(until: 10)
                }
                var endings: [String] = []
                for await ending in group {
                    endings.append(ending)
                    if endings.count == 2 { group.cancelAll() }
                }
                return endings
            }
        }
        #expect(endings == ["woke at 10", "woke at 10", "cancelled at 10"])
    }

    @Test("A cancelled task does not fall asleep, even when the deadline has passed", arguments: [0, 10])
    func beforeSleep(deadline: Int) async throws {
        let ending = try await virtual.run {
            await withTaskGroup(of: String.self) { group in
                group.cancelAll()
                group.addTask { await sleep(until: deadline) }
                return await group.next()
            }
        }
        #expect(ending == "cancelled at 0")
        #expect(virtual.jumps == 0)
    }

    @Test("Cancelling the caller of run cancels the body")
    func caller() async throws {
        let virtual = virtual
        let caller = Task {
            try await virtual.run {
                withUnsafeCurrentTask { $0?.cancel() }
                try await virtual.sleep(until: .seconds(5))
            }
        }
        await #expect(throws: CancellationError.self) { try await caller.value }

        let isWaiting = ManualTime()
        let waiting = Task {
            try await virtual.run { try await isWaiting.sleep(until: .seconds(1)) }
        }
        try await isWaiting.waitForSleepers(count: 1)
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
    }

    @Test("Nine of ten sleepers cancelled: the others keep their times")
    func most() async throws {
        let virtual = virtual
        let endings = try await virtual.run {
            await withTaskGroup { group in
                for index in 0..<10_000 {
                    group.addTask {
                        await withTaskGroup { inner in
                            inner.addTask { await sleep(until: 1_000 + index) }
                            if index % 10 != 0 {
                                _ = await sleep(until: 500)
                                inner.cancelAll()
                            }
                            return await inner.next() ?? ""
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
        }
        let cancelled = Array(repeating: "cancelled at 500", count: 9_000)
        let woken = (0..<1_000).map { "woke at \(1_000 + 10 * $0)" }
        let isAsComputed = endings == cancelled + woken
        #expect(isAsComputed)
        #expect(virtual.jumps == 1_001)
    }
}
