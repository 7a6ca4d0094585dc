import LanguageJobs
import Testing

@Suite struct WithProgressTests {
    private struct Mishap: Error {}

    @Test("Every event arrives in order, and the result is the call's")
    func events() async throws {
        var seen: [Int] = []
        let result = try await withProgress(of: Int.self) { report in
            for number in 1...100 { report(number) }
            return "done"
        } events: { events in
            for await event in events { seen.append(event) }
        }
        #expect(seen == Array(1...100))
        #expect(result == "done")
    }

    @Test("What the call throws is thrown after the events before it were read")
    func failure() async throws {
        var seen: [Int] = []
        await #expect(throws: Mishap.self) {
            try await withProgress(of: Int.self) { report in
                report(1)
                throw Mishap()
            } events: { events in
                for await event in events { seen.append(event) }
            }
        }
        #expect(seen == [1])
    }

    @Test("A reader that stops early does not stop the call")
    func earlyEnd() async throws {
        let finished = SendableBox(0)
        let result = try await withProgress(of: Int.self) { report in
            for number in 1...10 { report(number) }
            finished.exchange(10)
            return 7
        } events: { events in
            for await _ in events { break }
        }
        #expect(result == 7)
        #expect(finished.current == 10)
    }

    @Test("Events are read on the caller's actor")
    @MainActor func onTheCallersActor() async throws {
        let bar = Bar()
        try await withProgress(of: Int.self) { report in
            report(40)
            report(100)
        } events: { events in
            for await event in events { bar.values.append(event) }
        }
        #expect(bar.values == [40, 100])
    }

    @MainActor private final class Bar {
        var values: [Int] = []
    }
}
