import LanguageJobs
import Testing

@Suite struct PollingScheduleTests {
    @Test(
        "Growing delays are 1 s, half as much more each time, at most 20 s",
        arguments: [
            (1, 1_000_000_000), (2, 1_500_000_000), (3, 2_250_000_000), (4, 3_375_000_000),
            (5, 5_062_500_000), (6, 7_593_750_000), (7, 11_390_625_000), (8, 17_085_937_500),
            (9, 20_000_000_000), (10, 20_000_000_000), (1_000_000, 20_000_000_000),
        ])
    func exponential(polls: Int, nanoseconds: Int) {
        let delay = PollingSchedule.exponential().delay(.init(polls: polls, random: 0.5))
        #expect(delay == .nanoseconds(nanoseconds))
    }

    @Test(
        "Jitter varies a delay by a tenth either way",
        arguments: [(0.0, 900), (0.25, 950), (0.5, 1_000), (0.75, 1_050)])
    func jitter(random: Double, milliseconds: Int) {
        let delay = PollingSchedule.exponential().delay(.init(polls: 1, random: random))
        #expect(delay == .milliseconds(milliseconds))
    }

    @Test("Jitter also varies the longest delay")
    func jitterAtTheLimit() {
        let delay = PollingSchedule.exponential().delay(.init(polls: 50, random: 0.75))
        #expect(delay == .seconds(21))
    }

    @Test(
        "A start, a factor, a limit and a jitter of one's own are kept to",
        arguments: [(1, 2), (2, 6), (3, 9)])
    func own(polls: Int, seconds: Int) {
        let schedule = PollingSchedule.exponential(
            from: .seconds(2), factor: 3, limit: .seconds(9), jitter: 0)
        #expect(schedule.delay(.init(polls: polls, random: 0)) == .seconds(seconds))
    }

    @Test("A constant schedule gives the same delay each time", arguments: [1, 2, 77])
    func constant(polls: Int) {
        #expect(PollingSchedule.constant(.seconds(4)).delay(.init(polls: polls)) == .seconds(4))
    }

    @Test(
        "No schedule goes below 0.1 s",
        arguments: [
            PollingSchedule.constant(.zero), .constant(.seconds(-5)), .custom { _ in .microseconds(1) },
            .exponential(from: .zero), .exponential(factor: 1, limit: .zero, jitter: 0),
            .exponential(from: .milliseconds(150), jitter: 1),
        ])
    func minimum(schedule: PollingSchedule) {
        #expect(schedule.delay(.init(polls: 1, random: 0)) == .milliseconds(100))
    }

    @Test("A schedule of one's own decides by all that is known")
    func custom() {
        let schedule = PollingSchedule.custom { state in
            guard state.polls == 3, state.elapsed == .seconds(9), state.statusName == "processing",
                state.fractionCompleted == 0.25, state.random == 0.125
            else { return .seconds(1) }
            return .seconds(33)
        }
        let state = PollingSchedule.State(
            polls: 3, elapsed: .seconds(9), statusName: "processing", fractionCompleted: 0.25, random: 0.125)
        #expect(schedule.delay(state) == .seconds(33))
    }
}
