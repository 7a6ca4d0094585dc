import LanguageJobs
import LanguageJobsTesting
import Testing

@Suite("ManualTime", .timeLimit(.minutes(1)))
struct ManualTimeTests {
    private let time = ManualTime()

    @Test("It starts at the origin, or where it is told to")
    func start() {
        #expect(ManualTime().now == .zero)
        #expect(ManualTime(now: .seconds(7)).now == .seconds(7))
    }

    @Test("It moves by durations and to times, never back")
    func advance() {
        time.advance(by: .seconds(5))
        #expect(time.now == .seconds(5))
        time.advance(to: .seconds(20))
        #expect(time.now == .seconds(20))
        time.advance(to: .seconds(19))
        #expect(time.now == .seconds(20))
        time.advance(by: .seconds(-1))
        #expect(time.now == .seconds(20))
    }

    @Test("A sleeper wakes at its deadline and not before")
    func wakesAtDeadline() async throws {
        async let woken = wakingTime(after: .seconds(10))
        try await time.waitForSleepers(count: 1)
        time.advance(by: .milliseconds(9_999))
        #expect(time.sleepers == [.seconds(10)])
        time.advance(by: .milliseconds(1))
        #expect(time.sleepers.isEmpty)
        #expect(try await woken == .seconds(10))
    }

    @Test("Sleeping until a time that has come returns at once")
    func passed() async throws {
        time.advance(to: .seconds(3))
        try await time.sleep(until: .seconds(3))
        try await time.sleep(until: .seconds(1))
        #expect(time.sleepers.isEmpty)
    }

    @Test("Sleepers wake by deadline, among equal ones in the order of falling asleep")
    func order() async throws {
        let virtual = VirtualTime()
        let time = time
        let log = SendableBox<[String]>([])
        // The serial executor makes the order of resumption the order of running.
        try await virtual.run {
            try await withThrowingTaskGroup { group in
                for (name, deadline) in [
                    ("late", 9), ("first", 4), ("second", 4), ("early", 1), ("third", 4),
                ] {
                    group.addTask {
                        try await time.sleep(until: .seconds(deadline))
                        log.withLock { $0.append(name) }
                    }
                }
                try await time.waitForSleepers(count: 5)
                #expect(time.sleepers == [1, 4, 4, 4, 9].map { .seconds($0) })
                time.advance(to: .seconds(9))
                try await group.waitForAll()
            }
        }
        #expect(log.current == ["early", "first", "second", "third", "late"])
    }

    @Test("Cancelling a sleeper ends its sleep at once, with CancellationError, and leaves the others")
    func cancelAsleep() async throws {
        let time = time
        let sleeper = Task { try await time.sleep(until: .seconds(10)) }
        async let other = wakingTime(after: .seconds(20))
        try await time.waitForSleepers(count: 2)
        sleeper.cancel()
        await #expect(throws: CancellationError.self) { try await sleeper.value }
        #expect(time.sleepers == [.seconds(20)])
        #expect(time.now == .zero)
        time.advance(by: .seconds(20))
        #expect(try await other == .seconds(20))
    }

    @Test("A cancelled task does not fall asleep, even when the deadline has passed")
    func cancelledBefore() async throws {
        let time = time
        time.advance(by: .seconds(5))
        for deadline in [Duration.seconds(1), .seconds(10)] {
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                try await time.sleep(until: deadline)
            }
            await #expect(throws: CancellationError.self) { try await task.value }
        }
        #expect(time.sleepers.isEmpty)
    }

    @Test("Waiting for sleepers returns with the last of them, and at once when they are there")
    func waitForSleepers() async throws {
        let time = time
        let arrived = SendableBox(false)
        let waiter = Task {
            try await time.waitForSleepers(count: 2)
            arrived.exchange(true)
        }
        async let first = wakingTime(after: .seconds(1))
        try await time.waitForSleepers(count: 1)
        #expect(arrived.current == false)
        async let second = wakingTime(after: .seconds(2))
        try await waiter.value
        try await time.waitForSleepers(count: 2)
        time.advance(by: .seconds(2))
        #expect(try await [first, second] == [.seconds(2), .seconds(2)])
    }

    @Test("Waiting for sleepers can be cancelled")
    func cancelWaiting() async throws {
        let time = time
        let waiter = Task { try await time.waitForSleepers(count: 1) }
        waiter.cancel()
        await #expect(throws: CancellationError.self) { try await waiter.value }
    }

    @Test("Ten thousand sleepers, most of them cancelled: the others wake in order")
    func many() async throws {
        let virtual = VirtualTime()
        let time = time
        let woken = SendableBox<[Int]>([])
        try await virtual.run {
            await withTaskGroup { group in
                var random = SeededRandom(seed: 3)
                let victims = (0..<10_000).map { index in
                    let deadline = Int(random.next() % 100_000)
                    return (index, deadline)
                }
                group.addTask {
                    await withTaskGroup { doomed in
                        for (index, deadline) in victims where index % 10 != 0 {
                            doomed.addTask { try? await time.sleep(until: .milliseconds(deadline + 1)) }
                        }
                        try? await time.waitForSleepers(count: 10_000)
                        doomed.cancelAll()
                    }
                    time.advance(by: .seconds(101))
                }
                for (index, deadline) in victims where index % 10 == 0 {
                    group.addTask {
                        guard (try? await time.sleep(until: .milliseconds(deadline + 1))) != nil else {
                            return
                        }
                        woken.withLock { $0.append(deadline) }
                    }
                }
            }
        }
        #expect(woken.current.count == 1_000)
        #expect(woken.current == woken.current.sorted())
    }

    private func wakingTime(after duration: Duration) async throws -> Duration {
        try await time.sleep(until: duration)
        return time.now
    }
}
