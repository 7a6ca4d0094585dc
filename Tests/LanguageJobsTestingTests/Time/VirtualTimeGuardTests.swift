import Dispatch
import LanguageJobs
import LanguageJobsTesting
import Testing

@Suite("VirtualTime: guards", .timeLimit(.minutes(1)))
struct VirtualTimeGuardTests {
    private struct Refusal: Error, Equatable {}

    @Test("A body's value and error come out of run")
    func outcome() async throws {
        let virtual = VirtualTime()
        #expect(try await virtual.run { 42 } == 42)
        await #expect(throws: Refusal()) { try await virtual.run { throw Refusal() } }
    }

    @Test("The time stands still between runs and goes on in the next")
    func successiveRuns() async throws {
        let virtual = VirtualTime()
        for hour in 1...3 {
            let end = try await virtual.run {
                try await virtual.sleep(until: virtual.now + .seconds(3_600))
                return virtual.now
            }
            #expect(end == .seconds(3_600 * hour))
        }
    }

    @Test("Two runs at once share the time, and the sleepers of both are woken")
    func concurrentRuns() async throws {
        let virtual = VirtualTime()
        try await virtual.run {
            async let inner: Duration = virtual.run {
                try await virtual.sleep(until: .seconds(20))
                return virtual.now
            }
            try await virtual.sleep(until: .seconds(10))
            #expect(virtual.now == .seconds(10))
            #expect(try await inner == .seconds(20))
        }
    }

    @Test("A body that waits for nobody fails; cancelled, it may still clean up")
    func stallCleansUp() async throws {
        let virtual = VirtualTime(patience: .milliseconds(20))
        let never = ManualTime()
        let cleanedUp = SendableBox(false)
        let failure = await #expect(throws: VirtualTimeFailure.self) {
            try await virtual.run {
                try await virtual.sleep(until: .seconds(9))
                defer { cleanedUp.exchange(true) }
                try await never.sleep(until: .seconds(1))
            }
        }
        #expect(
            failure?.description == """
                stalled: At 9 s, no task could run and none slept for 0.02 s of real time: the body waits \
                for something that virtual time does not run. Look for a continuation that nobody resumes, an \
                unstructured `Task {}`, Dispatch, a socket or the main actor.
                """)
        #expect(cleanedUp.current)
    }

    @Test("A body that ignores the cancel is left behind")
    func stallAbandons() async throws {
        let virtual = VirtualTime(patience: .milliseconds(20))
        let stuck = SendableBox<CheckedContinuation<Void, Never>?>(nil)
        let failure = await #expect(throws: VirtualTimeFailure.self) {
            try await virtual.run {
                await withCheckedContinuation { stuck.exchange($0) }
            }
        }
        #expect(failure?.reason == .stalled)
        stuck.exchange(nil)?.resume()
        #expect(try await virtual.run { "usable" } == "usable")
    }

    @Test("A body that swallows the cancel and returns has failed all the same")
    func stallSwallowed() async throws {
        let virtual = VirtualTime(patience: .milliseconds(20))
        let never = ManualTime()
        let failure = await #expect(throws: VirtualTimeFailure.self) {
            try await virtual.run {
                try? await never.sleep(until: .seconds(1))
                return "fine"
            }
        }
        #expect(failure?.reason == .stalled)
    }

    @Test("Endless polling fails at the horizon, without a jump beyond it")
    func horizon() async throws {
        let virtual = VirtualTime(horizon: .seconds(3_600))
        let wasCancelled = SendableBox(false)
        let failure = await #expect(throws: VirtualTimeFailure.self) {
            try await virtual.run {
                defer { wasCancelled.exchange(Task.isCancelled) }
                while true { try await virtual.sleep(until: virtual.now + .seconds(7)) }
            }
        }
        #expect(
            failure?.description == """
                horizonPassed: At 3598 s, the next task to wake sleeps until 3605 s, beyond the horizon \
                of 3600 s: the body waits or polls for ever. Give the wait a deadline, or the clock a later \
                horizon.
                """)
        #expect(virtual.now == .seconds(3_598))
        #expect(virtual.jumps == 514)
        #expect(wasCancelled.current)
    }

    @Test("The horizon itself can be reached")
    func atHorizon() async throws {
        let virtual = VirtualTime(horizon: .seconds(60))
        try await virtual.run { try await virtual.sleep(until: .seconds(60)) }
        #expect(virtual.now == .seconds(60))
    }

    @Test("All bodies fail together: one could be waiting for the other")
    func failTogether() async throws {
        let virtual = VirtualTime(horizon: .seconds(60))
        let failure = await #expect(throws: VirtualTimeFailure.self) {
            try await virtual.run {
                try await virtual.run { try await virtual.sleep(until: .seconds(61)) }
            }
        }
        #expect(failure?.reason == .horizonPassed)
    }

    @Test("What another thread resumes within the patience is no stall")
    func resumedFromOutside() async throws {
        let virtual = VirtualTime()
        let answer = try await virtual.run {
            let number = await withCheckedContinuation { continuation in
                DispatchQueue.global().async { continuation.resume(returning: 7) }
            }
            try await virtual.sleep(until: .seconds(number))
            return virtual.now
        }
        #expect(answer == .seconds(7))
    }

    @Test("The patience begins anew whenever something has happened")
    func patienceBeginsAnew() async throws {
        let virtual = VirtualTime(patience: .milliseconds(500))
        let outside = ManualTime()
        try await virtual.run {
            await withCheckedContinuation { continuation in
                DispatchQueue.global().async { continuation.resume() }
            }
            // Held, so that only the patience of the wait before could end this one.
            try await virtual.holding {
                DispatchQueue.global().asyncAfter(deadline: .now() + 0.6) { outside.advance(by: .seconds(1)) }
                try await outside.sleep(until: .seconds(1))
            }
        }
        #expect(outside.now == .seconds(1))
    }

    @Test("Holding keeps the time still while work is under way outside, and no longer")
    func holding() async throws {
        let virtual = VirtualTime(patience: .milliseconds(20))
        let outside = ManualTime()
        try await virtual.run {
            async let other: Void = virtual.sleep(until: .seconds(60))
            let seen: Duration = try await virtual.holding {
                async let waited: Void = outside.sleep(until: .seconds(1))
                DispatchQueue.global().asyncAfter(deadline: .now() + 0.1) { outside.advance(by: .seconds(1)) }
                try await waited
                return virtual.now
            }
            #expect(seen == .zero)
            try await other
            #expect(virtual.now == .seconds(60))
        }
    }

    @Test("Holding ends when its body throws")
    func holdingThrows() async throws {
        let virtual = VirtualTime()
        try await virtual.run {
            await #expect(throws: Refusal()) {
                try await virtual.holding { throw Refusal() }
            }
            try await virtual.sleep(until: .seconds(1))
        }
        #expect(virtual.now == .seconds(1))
    }
}
