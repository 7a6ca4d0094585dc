/// What is applied late: at its time, or behind so many other requests.
struct LateEffects<Effect: Sendable>: Sendable {
    private var timed: [(due: Duration, effect: Effect)] = []
    private var counted: [(left: Int, effect: Effect)] = []

    mutating func add(_ effect: Effect, due: Duration) {
        let place = timed.firstIndex { $0.due > due } ?? timed.endIndex
        timed.insert((due, effect), at: place)
    }

    mutating func add(_ effect: Effect, behind requests: Int) {
        counted.append((requests, effect))
    }

    /// Puts off what a fault makes late; gives whether it was.
    mutating func postpone(_ effect: Effect, _ fault: Fault?, at now: Duration) -> Bool {
        switch fault {
        case .lateApply(let delay): add(effect, due: now + delay)
        case .lateApplyBehind(let requests): add(effect, behind: requests)
        default: return false
        }
        return true
    }

    /// Says that a request has been applied that nothing held back.
    mutating func oneMoreApplied() {
        for place in counted.indices { counted[place].left -= 1 }
    }

    /// Takes out the next effect that is due, with the time when it was.
    mutating func next(at now: Duration) -> (due: Duration, effect: Effect)? {
        if let place = counted.firstIndex(where: { $0.left <= 0 }) {
            return (now, counted.remove(at: place).effect)
        }
        guard let first = timed.first, first.due <= now else { return nil }
        return timed.removeFirst()
    }
}
