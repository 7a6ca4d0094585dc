import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

@Suite struct EmulatorClockTests {
    private func clock(_ seconds: Double, skew: Duration = .zero) -> EmulatorClock {
        EmulatorClock(
            time: ManualTime(now: .seconds(500)), startingAt: Date(timeIntervalSince1970: seconds), skew: skew
        )
    }

    @Test(
        "A stamp has whole seconds, rounded down",
        arguments: [
            (1_776_079_283.0, Duration.zero, "2026-04-13T11:21:23Z"),
            (1_776_079_283.0, .milliseconds(999), "2026-04-13T11:21:23Z"),
            (1_776_079_283.0, .milliseconds(1_000), "2026-04-13T11:21:24Z"),
            (1_776_079_283.75, .milliseconds(250), "2026-04-13T11:21:24Z"),
            (1_776_079_283.75, .milliseconds(249), "2026-04-13T11:21:23Z"),
            (0, .seconds(-1), "1969-12-31T23:59:59Z"),
            (0, .milliseconds(-1), "1969-12-31T23:59:59Z"),
            (1_709_164_800, .zero, "2024-02-29T00:00:00Z"),
        ])
    func stamps(start: Double, moment: Duration, expected: String) {
        #expect(clock(start).stamp(moment) == expected)
    }

    @Test("A clock that is ahead writes later stamps")
    func skew() {
        #expect(clock(1_776_079_283, skew: .seconds(90)).stamp(.zero) == "2026-04-13T11:22:53Z")
        #expect(clock(1_776_079_283, skew: .milliseconds(-1)).stamp(.zero) == "2026-04-13T11:21:22Z")
    }

    @Test("Its time begins with the emulator")
    func origin() {
        #expect(clock(0).now == .zero)
    }

    @Test(
        "Header dates are written and read",
        arguments: [
            (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
            (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
            (-1, "Wed, 31 Dec 1969 23:59:59 GMT"),
            (1_776_079_283, "Mon, 13 Apr 2026 11:21:23 GMT"),
            (1_709_251_199, "Thu, 29 Feb 2024 23:59:59 GMT"),
        ])
    func headerDates(seconds: Int64, text: String) {
        #expect(EmulatorDate.string(unixSeconds: seconds) == text)
        #expect(EmulatorDate.unixSeconds(text) == seconds)
    }

    @Test(
        "What is no header date is not read",
        arguments: [
            "", "yesterday", "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 06 Foo 1994 08:49:37 GMT", "784111777",
        ])
    func notDates(text: String) {
        #expect(EmulatorDate.unixSeconds(text) == nil)
    }
}
