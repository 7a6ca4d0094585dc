/// The sessions of the MCP endpoint.
struct MCPSessions: Sendable {
    struct Session: Sendable {
        /// The revision that was agreed on.
        let version: String
        /// Whether the client has said that it is ready.
        var isReady = false
        fileprivate var used: Duration
    }

    private var open: [String: Session] = [:]

    mutating func begin(_ id: String, version: String, at moment: Duration) {
        open[id] = Session(version: version, used: moment)
    }

    /// A session that a request is of; `nil` when there is none, or none any more.
    mutating func use(_ id: String, idle: Duration?, at moment: Duration) -> Session? {
        guard var session = open[id] else { return nil }
        guard idle.map({ moment - session.used < $0 }) ?? true else {
            open[id] = nil
            return nil
        }
        session.used = moment
        open[id] = session
        return session
    }

    mutating func markReady(_ id: String) { open[id]?.isReady = true }

    mutating func end(_ id: String) { open[id] = nil }
}
