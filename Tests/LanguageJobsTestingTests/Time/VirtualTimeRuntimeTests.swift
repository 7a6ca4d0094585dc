import Foundation
import LanguageJobs
import LanguageJobsTesting
import Testing

@Suite("VirtualTime: runtime", .timeLimit(.minutes(1)))
struct VirtualTimeRuntimeTests {
    @Test("The runtime's clock is the virtual one, and its date goes with it")
    func timeAndDate() async throws {
        let virtual = VirtualTime()
        let runtime = virtual.runtime(seed: 1)
        #expect(runtime.date() == Date(timeIntervalSince1970: 1_767_225_600))
        try await virtual.run { try await runtime.time.sleep(until: .milliseconds(90_500)) }
        #expect(runtime.time.now == .milliseconds(90_500))
        #expect(runtime.date() == Date(timeIntervalSince1970: 1_767_225_690.5))
    }

    @Test("Whole seconds stay whole in the date")
    func wholeSeconds() async throws {
        let virtual = VirtualTime()
        let start = Date(timeIntervalSinceReferenceDate: 0)
        for seconds in 1...10_000 {
            try await virtual.run { try await virtual.sleep(until: .seconds(seconds)) }
            #expect(virtual.date(since: start).timeIntervalSinceReferenceDate == Double(seconds))
        }
    }

    @Test("Wall clocks that differ are made from one virtual time")
    func skew() async throws {
        let virtual = VirtualTime()
        let start = Date(timeIntervalSince1970: 1_000)
        let runtime = virtual.runtime(seed: 1, startingAt: start)
        try await virtual.run { try await virtual.sleep(until: .seconds(10)) }
        #expect(runtime.date() == Date(timeIntervalSince1970: 1_010))
        #expect(virtual.date(since: start.addingTimeInterval(-2)) == Date(timeIntervalSince1970: 1_008))
    }

    @Test("The seed decides the numbers; runtimes do not share them")
    func random() {
        let virtual = VirtualTime()
        let runtime = virtual.runtime(seed: 0)
        let same = virtual.runtime(seed: 0)
        let other = virtual.runtime(seed: 1)
        let first = runtime.random()
        #expect(first == 0x1.c441_5072_f63b_9p-1)
        let second = runtime.random()
        #expect(second != first)
        #expect([same.random(), same.random()] == [first, second])
        #expect(other.random() != first)
    }
}
