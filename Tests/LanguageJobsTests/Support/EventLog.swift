import LanguageJobs

/// Keeps what a client told its observer.
final class EventLog: ClientObserver {
    private let log = SendableBox<[ClientEvent]>([])

    var events: [ClientEvent] { log.current }

    func observe(_ event: ClientEvent) { log.withLock { $0.append(event) } }
}
