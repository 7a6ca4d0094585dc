import Testing

@testable import LanguageJobs

@Suite("Durations as timers take them")
struct DurationIntervalTests {
    @Test(
        "Seconds are kept, from none to a year",
        arguments: [
            (Duration.seconds(-5), 0.0), (.zero, 0), (.milliseconds(250), 0.25), (.seconds(90), 90),
            (.seconds(Int64.max), 31_536_000), (.seconds(Int64.max) + .seconds(10), 31_536_000),
        ])
    func seconds(duration: Duration, expected: Double) {
        #expect(duration.clampedSeconds == expected)
    }

    #if !canImport(Darwin)
    @Test(
        "An idle timeout is whole seconds on Linux, for Foundation drops the fraction",
        arguments: [
            (Duration.zero, 1.0), (.milliseconds(1), 1), (.milliseconds(1001), 2), (.seconds(60), 60),
        ])
    func idle(duration: Duration, expected: Double) {
        #expect(duration.urlSessionInterval == expected)
    }
    #endif
}
