/// How long to wait between two looks at a job: a stateless value that is asked with what is known.
public struct PollingSchedule: Sendable {
    /// What a schedule can decide by.
    public struct State: Sendable {
        /// The number of polls so far, from 1.
        public var polls: Int
        /// The time since waiting began.
        public var elapsed: Duration
        /// The last status, `nil` before the first.
        public var statusName: String?
        /// The last progress, from 0 to 1.
        public var fractionCompleted: Double?
        /// From 0 up to but not including 1.
        public var random: Double

        /// Makes a state, to test a schedule.
        public init(
            polls: Int, elapsed: Duration = .zero, statusName: String? = nil,
            fractionCompleted: Double? = nil,
            random: Double = 0.5
        ) {
            self.polls = polls
            self.elapsed = elapsed
            self.statusName = statusName
            self.fractionCompleted = fractionCompleted
            self.random = random
        }
    }

    /// No schedule goes below this, so that none becomes a busy loop.
    public static let minimumDelay: Duration = .milliseconds(100)

    private let decide: @Sendable (State) -> Duration

    /// A schedule that is all yours. Delays under 0.1 seconds are raised to that.
    public static func custom(_ delay: @escaping @Sendable (State) -> Duration) -> PollingSchedule {
        PollingSchedule(decide: delay)
    }

    /// The same delay each time.
    public static func constant(_ delay: Duration) -> PollingSchedule {
        PollingSchedule { _ in delay }
    }

    /// Delays that grow: fast for short jobs, easy on the service for long ones.
    ///
    /// - Parameters:
    ///   - start: The first delay. Default: 1 second.
    ///   - factor: What each following delay is longer by. Default: 1.5.
    ///   - limit: The longest delay. Default: 20 seconds.
    ///   - jitter: How much a delay varies either way, as a part of it, from 0 to 1. Default: 0.1.
    public static func exponential(
        from start: Duration = .seconds(1), factor: Double = 1.5, limit: Duration = .seconds(20),
        jitter: Double = 0.1
    ) -> PollingSchedule {
        PollingSchedule { state in
            var delay = start
            var step = 1
            while step < state.polls, delay < limit {
                delay = delay * factor
                step += 1
            }
            return min(delay, limit) * (1 + jitter * (2 * state.random - 1))
        }
    }

    /// The delay before the next poll.
    public func delay(_ state: State) -> Duration {
        max(Self.minimumDelay, decide(state))
    }
}
