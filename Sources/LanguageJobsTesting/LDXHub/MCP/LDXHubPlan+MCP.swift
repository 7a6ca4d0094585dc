extension LDXHubPlan {
    /// How the emulated MCP endpoint behaves (Model Context Protocol, revisions 2025-03-26 and 2025-06-18, streamable
    /// HTTP).
    public struct MCP: Sendable {
        /// Whether the endpoint keeps sessions.
        public enum Sessions: Sendable, Hashable {
            /// Every request stands for itself, and `DELETE` is not known.
            case none
            /// `initialize` gives an id in `Mcp-Session-Id` that all other requests need; a session ends by `DELETE`,
            /// or when it is not used for so long. `nil`: it stays.
            case kept(idle: Duration? = nil)
        }

        /// The form of answers to requests.
        public enum Answers: Sendable, Hashable {
            /// `application/json`.
            case json
            /// `text/event-stream`.
            case events(EventForm = [])
        }

        /// What a stream of events has beside the answer.
        public struct EventForm: OptionSet, Sendable, Hashable {
            /// A bit for each member.
            public let rawValue: Int

            /// Makes a set of its bits.
            public init(rawValue: Int) {
                self.rawValue = rawValue
            }

            /// A notification before the answer: of progress where the request asks for it, else a log message.
            public static let notifications = EventForm(rawValue: 1)
            /// Comments before and between the events.
            public static let comments = EventForm(rawValue: 2)
            /// Data over several lines.
            public static let splitData = EventForm(rawValue: 4)
            /// An id for each event.
            public static let ids = EventForm(rawValue: 8)
            /// A `retry` field.
            public static let retry = EventForm(rawValue: 16)
            /// A first event with an id and empty data, as servers of later revisions send it.
            public static let priming = EventForm(rawValue: 32)
            /// An event of another type than `message`.
            public static let otherEvents = EventForm(rawValue: 64)
            /// Lines that end with CR LF.
            public static let carriageReturns = EventForm(rawValue: 128)
            /// All of them.
            public static let all = EventForm(rawValue: 255)
        }

        /// The path. Default: `/mcp` (inferred: the portal doesn't name it).
        public var path = "/mcp"
        /// The revisions of the protocol that are spoken, the preferred one first.
        public var protocolVersions = ["2025-06-18", "2025-03-26"]
        /// Whether there are sessions. Default: none (inferred: the gateway's own MCP servers have none).
        public var sessions = Sessions.none
        /// The form of answers. Default: JSON.
        public var answers = Answers.json
        /// The most tools of a page of `tools/list`. Default: 10, which makes several pages.
        public var toolsPerPage = 10
        /// Whether results have `structuredContent` where the revision knows it.
        public var structuresResults = true

        /// Makes the default plan; change its properties.
        public init() {}
    }
}
