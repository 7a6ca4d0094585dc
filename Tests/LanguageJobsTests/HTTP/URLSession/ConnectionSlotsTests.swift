import TestSupport
import Testing

@testable import LanguageJobs

@Suite("Places for connections")
struct ConnectionSlotsTests {
    private let lane = ConnectionSlots.Lane(origin: "https://a.example", isLongPoll: false)

    /// Asks for a place in a task of its own, which is in the queue when this returns.
    private func queue(
        _ slots: ConnectionSlots, _ log: SendableBox<[String]>, as name: String
    ) async -> Task<Void, any Error> {
        let before = slots.load(of: lane).waiting
        let task = Task { [lane] in
            let slot = try await slots.acquire(lane)
            log.withLock { $0.append(name) }
            withExtendedLifetime(slot) {}
        }
        while slots.load(of: lane).waiting == before { await Task.yield() }
        return task
    }

    @Test("Who comes first is served first")
    func order() async throws {
        let slots = ConnectionSlots { _ in 1 }
        let log = SendableBox<[String]>([])
        var held: ConnectionSlots.Slot? = try await slots.acquire(lane)
        var tasks: [Task<Void, any Error>] = []
        for name in ["1", "2", "3", "4", "5"] { tasks.append(await queue(slots, log, as: name)) }
        #expect(log.current.isEmpty)
        withExtendedLifetime(held) {}
        held = nil
        for task in tasks { try await task.value }
        #expect(log.current == ["1", "2", "3", "4", "5"])
    }

    @Test("Who is cancelled leaves at once, and the place goes to the next")
    func cancellation() async throws {
        let slots = ConnectionSlots { _ in 1 }
        let log = SendableBox<[String]>([])
        var held: ConnectionSlots.Slot? = try await slots.acquire(lane)
        var tasks: [Task<Void, any Error>] = []
        for name in ["1", "2", "3"] { tasks.append(await queue(slots, log, as: name)) }
        for cancelled in [tasks[0], tasks[1]] {
            cancelled.cancel()
            await #expect(throws: CancellationError.self) { try await cancelled.value }
        }
        withExtendedLifetime(held) {}
        held = nil
        try await tasks[2].value
        #expect(log.current == ["3"])
        // The place is free again.
        _ = try await slots.acquire(lane)
    }

    @Test("A task that is cancelled already gets no place, even when there is one")
    func cancelledBefore() async throws {
        let slots = ConnectionSlots { _ in 1 }
        let task = Task { [lane] in
            while !Task.isCancelled { await Task.yield() }
            _ = try await slots.acquire(lane)
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(slots.load(of: lane).inUse == 0)
    }

    @Test("Lanes don't wait for each other: another origin, and long polls")
    func lanes() async throws {
        let slots = ConnectionSlots { $0.isLongPoll ? 2 : 1 }
        let polls = ConnectionSlots.Lane(origin: lane.origin, isLongPoll: true)
        let other = ConnectionSlots.Lane(origin: "https://b.example", isLongPoll: false)
        let held = [
            try await slots.acquire(lane), try await slots.acquire(polls), try await slots.acquire(polls),
            try await slots.acquire(other),
        ]
        #expect(slots.load(of: polls).inUse == 2)
        withExtendedLifetime(held) {}
    }

    @Test("A limit below one is taken for one", arguments: [0, -3])
    func lowLimit(limit: Int) async throws {
        let slots = ConnectionSlots { _ in limit }
        let held = try await slots.acquire(lane)
        #expect(slots.load(of: lane).inUse == 1)
        withExtendedLifetime(held) {}
    }

    @Test("Under a crowd that comes, leaves and is cancelled, no place is lost and none is given twice")
    func crowd() async throws {
        let slots = ConnectionSlots { _ in 3 }
        let inside = SendableBox(0)
        let most = SendableBox(0)
        await withTaskGroup { group in
            for number in 0..<400 {
                group.addTask { [lane] in
                    let work = Task {
                        let slot = try await slots.acquire(lane)
                        let now = inside.withLock { inside in
                            inside += 1
                            return inside
                        }
                        most.withLock { $0 = max($0, now) }
                        for _ in 0..<number % 5 { await Task.yield() }
                        inside.withLock { $0 -= 1 }
                        withExtendedLifetime(slot) {}
                    }
                    for _ in 0..<number % 7 { await Task.yield() }
                    if number % 3 == 0 { work.cancel() }
                    _ = await work.result
                }
            }
        }
        #expect((1...3).contains(most.current))
        #expect(slots.load(of: lane).inUse == 0)
        #expect(slots.load(of: lane).waiting == 0)
    }
}
