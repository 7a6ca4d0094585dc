/// Why a body can't go on in virtual time.
public struct VirtualTimeFailure: Error, Sendable, CustomStringConvertible {
    /// The kinds of failure.
    public enum Reason: String, Sendable, CaseIterable {
        /// No task can run and none sleeps, and it stayed so: the body would never return.
        case stalled
        /// The next deadline lies beyond the horizon: the body waits or polls for ever.
        case horizonPassed
        /// A task slept that virtual time doesn't run, such as an unstructured `Task {}`.
        case sleptOutside
    }

    /// The kind of failure.
    public var reason: Reason
    /// What happened, and what to look for.
    public var message: String

    init(_ reason: Reason, _ message: String) {
        self.reason = reason
        self.message = message
    }

    /// The reason and the message.
    public var description: String { "\(reason.rawValue): \(message)" }
}
