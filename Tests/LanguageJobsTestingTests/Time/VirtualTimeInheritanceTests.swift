import LanguageJobs
import LanguageJobsTesting
import Testing

@Suite("VirtualTime: who runs in it", .timeLimit(.minutes(1)))
struct VirtualTimeInheritanceTests {
    private let virtual = VirtualTime()

    private actor Sleeper {
        let time: VirtualTime
        init(_ time: VirtualTime) { self.time = time }

        func sleep(for duration: Duration) async throws -> Duration {
            try await time.sleep(until: time.now + duration)
            return time.now
        }
    }

    @concurrent
    private func sleepConcurrently(for duration: Duration) async throws -> Duration {
        try await virtual.sleep(until: virtual.now + duration)
        return virtual.now
    }

    private func sleepOnCaller(for duration: Duration) async throws -> Duration {
        try await virtual.sleep(until: virtual.now + duration)
        return virtual.now
    }

    @Test("A default actor inherits it")
    func actors() async throws {
        let sleeper = Sleeper(virtual)
        #expect(try await virtual.run { try await sleeper.sleep(for: .seconds(3)) } == .seconds(3))
    }

    @Test("A @concurrent function inherits it, and one that stays with its caller")
    func functions() async throws {
        #expect(try await virtual.run { try await sleepConcurrently(for: .seconds(3)) } == .seconds(3))
        #expect(try await virtual.run { try await sleepOnCaller(for: .seconds(3)) } == .seconds(6))
    }

    @Test("async let and task groups inherit it, through actors and @concurrent functions")
    func children() async throws {
        let sleeper = Sleeper(virtual)
        let times = try await virtual.run {
            async let viaActor = sleeper.sleep(for: .seconds(1))
            async let concurrent = sleepConcurrently(for: .seconds(2))
            let viaGroup = try await withThrowingTaskGroup { group in
                group.addTask { try await sleepConcurrently(for: .seconds(3)) }
                group.addTask { try await sleeper.sleep(for: .seconds(4)) }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            return try await [viaActor, concurrent] + viaGroup
        }
        #expect(times == [1, 2, 3, 4].map { .seconds($0) })
    }

    @Test("An actor that a thousand tasks contend for keeps the time still until it has served them all")
    func contention() async throws {
        actor Counter {
            var count = 0
            func increment() async {
                await Task.yield()
                count += 1
            }
        }
        let counter = Counter()
        let virtual = virtual
        let seen = try await virtual.run {
            await withTaskGroup { group in
                for _ in 0..<1_000 { group.addTask { await counter.increment() } }
                try? await virtual.sleep(until: .seconds(1))
                return await counter.count
            }
        }
        #expect(seen == 1_000)
    }

    @Test("An unstructured task does not inherit it: its sleep says so")
    func unstructured() async throws {
        let virtual = virtual
        let failure = try await virtual.run {
            await #expect(throws: VirtualTimeFailure.self) {
                try await Task { try await virtual.sleep(until: .seconds(1)) }.value
            }
        }
        #expect(failure?.reason == .sleptOutside)
        #expect(
            failure?.description == """
                sleptOutside: A task slept until 1 s that virtual time does not run. Start it within `run` as a \
                child task: an unstructured `Task {}` or `Task.detached` does not inherit the executor.
                """)
        #expect(virtual.now == .zero)
    }

    @Test("The time jumps although an unstructured task is at work: hence the house rule")
    func jumpsAhead() async throws {
        let virtual = virtual
        let isSleeping = ManualTime()
        let seen = try await virtual.run {
            let outside = Task {
                try await isSleeping.sleep(until: .seconds(1))
                return virtual.now
            }
            try await virtual.sleep(until: .seconds(60))
            try await isSleeping.waitForSleepers(count: 1)
            isSleeping.advance(by: .seconds(1))
            return try await outside.value
        }
        #expect(seen == .seconds(60))
    }

    @Test("A sleep outside of run fails, also with the executor preferred")
    func outsideRun() async throws {
        let virtual = virtual
        await #expect(throws: VirtualTimeFailure.self) { try await virtual.sleep(until: .zero) }
        await withTaskExecutorPreference(virtual) {
            let failure = await #expect(throws: VirtualTimeFailure.self) {
                try await virtual.sleep(until: .zero)
            }
            #expect(failure?.reason == .sleptOutside)
        }
    }

    @Test("Task-local values reach the body")
    func taskLocals() async throws {
        let virtual = virtual
        let seen = try await TaskLocals.$name.withValue("outer") { try await virtual.run { TaskLocals.name } }
        #expect(seen == "outer")
    }

    private enum TaskLocals {
        @TaskLocal static var name = ""
    }
}
