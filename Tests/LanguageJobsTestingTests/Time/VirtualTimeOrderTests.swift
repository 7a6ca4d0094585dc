import LanguageJobs
import LanguageJobsTesting
import Testing

@Suite("VirtualTime: order", .timeLimit(.minutes(1)))
struct VirtualTimeOrderTests {
    private let virtual = VirtualTime()
    private let log = SendableBox<[String]>([])

    private func note(_ text: String) {
        log.withLock { $0.append("\(virtual.now.components.seconds) \(text)") }
    }

    @Test("A sleep moves the time to its deadline, in one jump")
    func oneJump() async throws {
        let virtual = virtual
        let woken = try await virtual.run {
            try await virtual.sleep(until: .seconds(86_400))
            return virtual.now
        }
        #expect(woken == .seconds(86_400))
        #expect(virtual.now == .seconds(86_400))
        #expect(virtual.jumps == 1)
    }

    @Test(
        "Sleepers wake by deadline, among equal ones in the order of falling asleep; equal ones share a jump")
    func byDeadline() async throws {
        try await virtual.run {
            await withTaskGroup { group in
                for (name, deadline) in [("e", 9), ("b", 4), ("c", 4), ("a", 1), ("d", 4)] {
                    group.addTask { await sleep(until: deadline, name) }
                }
            }
        }
        #expect(log.current == ["1 a", "4 b", "4 c", "4 d", "9 e"])
        #expect(virtual.jumps == 3)
    }

    @Test("All that follows from one sleeper comes to rest before the next wakes")
    func oneAtATime() async throws {
        try await virtual.run {
            await withTaskGroup { group in
                group.addTask {
                    await sleep(until: 5, "first")
                    for step in 1...3 {
                        await Task.yield()
                        note("first, step \(step)")
                    }
                }
                group.addTask { await sleep(until: 5, "second") }
            }
        }
        #expect(
            log.current == [
                "5 first", "5 first, step 1", "5 first, step 2", "5 first, step 3", "5 second",
            ])
    }

    @Test("A long sleep does not push a short one's time")
    func longAndShort() async throws {
        try await virtual.run {
            async let long: Void = sleep(until: 30, "long")
            for deadline in [5, 10, 15] { await sleep(until: deadline, "short") }
            await long
        }
        #expect(log.current == ["5 short", "10 short", "15 short", "30 long"])
    }

    @Test("A deadline that has passed keeps the time, but lets everybody else go first")
    func passedDeadline() async throws {
        try await virtual.run {
            await sleep(until: 10, "start")
            await withTaskGroup { group in
                group.addTask { await sleep(until: 3, "passed") }
                group.addTask {
                    await Task.yield()
                    await Task.yield()
                    note("ready")
                }
                group.addTask { await sleep(until: 11, "later") }
            }
        }
        #expect(log.current == ["10 start", "10 ready", "10 passed", "11 later"])
        #expect(virtual.jumps == 2)
    }

    @Test("A deadline that has passed overtakes nobody who is due at this time")
    func passedDeadlineQueues() async throws {
        try await virtual.run {
            await withTaskGroup { group in
                group.addTask {
                    await sleep(until: 10, "first")
                    await sleep(until: 3, "passed")
                }
                group.addTask { await sleep(until: 10, "second") }
            }
        }
        #expect(log.current == ["10 first", "10 second", "10 passed"])
    }

    @Test("A higher priority overtakes nobody")
    func priorities() async throws {
        try await virtual.run {
            await withTaskGroup { group in
                for (name, priority) in [
                    ("low", TaskPriority.background), ("medium", .medium), ("high", .high),
                ] {
                    group.addTask(priority: priority) {
                        note(name)
                        await sleep(until: 1, name)
                    }
                }
            }
        }
        #expect(log.current == ["0 low", "0 medium", "0 high", "1 low", "1 medium", "1 high"])
    }

    @Test("Ten thousand sleepers wake in the order of their deadlines, one jump for each time")
    func tenThousand() async throws {
        let virtual = virtual
        let woken = SendableBox<[Int]>([])
        // Each number from 1 to 5,000 twice, shuffled: 7,919 is prime to 5,000.
        let deadlines = (0..<10_000).map { $0 * 7_919 % 5_000 + 1 }
        try await virtual.run {
            try await withThrowingTaskGroup { group in
                for deadline in deadlines {
                    group.addTask {
                        try await virtual.sleep(until: .seconds(deadline))
                        guard virtual.now == .seconds(deadline) else { return }
                        woken.withLock { $0.append(deadline) }
                    }
                }
                try await group.waitForAll()
            }
        }
        #expect(woken.current == (1...5_000).flatMap { [$0, $0] })
        #expect(virtual.jumps == 5_000)
    }

    @Test("Ten thousand tasks that poll for an hour make one jump for each interval")
    func polling() async throws {
        let virtual = virtual
        let polls = SendableBox(0)
        try await virtual.run {
            try await withThrowingTaskGroup { group in
                for _ in 0..<10_000 {
                    group.addTask {
                        for poll in 1...6 {
                            try await virtual.sleep(until: .seconds(600 * poll))
                            polls.withLock { $0 += 1 }
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
        #expect(polls.current == 60_000)
        #expect(virtual.jumps == 6)
        #expect(virtual.now == .seconds(3_600))
    }

    private func sleep(until seconds: Int, _ name: String) async {
        do {
            try await virtual.sleep(until: .seconds(seconds))
            note(name)
        } catch {
            note("\(name): \(error)")
        }
    }
}
