/// One event of a `text/event-stream` (WHATWG HTML, server-sent events).
package struct ServerSentEvent: Sendable, Hashable {
    /// The type; `message` when the server names none.
    package var type: String
    /// The lines of data, joined by line feeds.
    package var data: String
    /// The last id that the server gave, in this event or before; empty when it gave none.
    package var lastEventID: String

    package init(type: String = "message", data: String, lastEventID: String = "") {
        self.type = type
        self.data = data
        self.lastEventID = lastEventID
    }
}
