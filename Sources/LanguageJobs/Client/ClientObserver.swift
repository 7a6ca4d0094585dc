/// Sees what a client does; secrets are left out.
///
/// Called in the middle of the work, so return quickly.
public protocol ClientObserver: Sendable {
    /// Takes note of an event.
    func observe(_ event: ClientEvent)
}

/// Something that a client did or saw.
public enum ClientEvent: Sendable {
    /// A call waits, at most so long, until the service's rate window lets it through.
    case held(operation: String, delay: Duration)
    /// An attempt begins; `url` has no query.
    case request(operation: String, attempt: Int, method: TransportMethod, url: String)
    /// An attempt got an answer.
    case response(operation: String, attempt: Int, status: Int, requestID: String?, elapsed: Duration)
    /// An attempt got none.
    case failure(operation: String, attempt: Int, reason: String, elapsed: Duration)
    /// Another attempt follows after a delay.
    case retry(operation: String, failedAttempt: Int, delay: Duration)
    /// A watcher asked for a job and found this status; `nextDelay` is the wait before the next look, if there is one.
    case poll(job: JobReference, status: String, nextDelay: Duration?)
    /// A watched job changed its status.
    case stateChange(job: JobReference, from: String?, to: String)
}
