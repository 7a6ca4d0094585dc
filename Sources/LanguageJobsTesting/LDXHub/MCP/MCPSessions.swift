/// The sessions of the MCP endpoint.
struct MCPSessions: Sendable {
    struct Session: Sendable {
        /// The revision that was agreed on.
        let version: String
        /// Whether the client has said that it is ready.
        var isReady = false
        fileprivate var used: Duration
    }

    /// The most sessions that are kept: anyone may begin one, and need never end it.
    private let limit: Int
    private var open: [String: Session] = [:]

    init(limit: Int = 10_000) {
        self.limit = limit
    }

    /// How many sessions are kept.
    var count: Int { open.count }

    /// Drops the sessions that were idle for too long, and the one longest unused where there are too many.
    mutating func begin(_ id: String, version: String, idle: Duration?, at moment: Duration) {
        if let idle { open = open.filter { moment - $0.value.used < idle } }
        if open.count >= limit, let oldest = open.min(by: { $0.value.used < $1.value.used }) {
            open[oldest.key] = nil
        }
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
