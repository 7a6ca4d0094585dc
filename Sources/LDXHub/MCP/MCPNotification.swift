/// What an MCP server tells while a tool is at work.
public enum MCPNotification: Sendable, Hashable {
    /// How far the call is (`notifications/progress`).
    case progress(MCPProgress)
    /// A line of the server's log (`notifications/message`): its level, such as `info`, its source and what it says.
    case log(level: String?, logger: String?, data: JSONValue)
    /// Anything else.
    case other(method: String, params: JSONValue)

    /// - Parameter token: Names the call whose progress is told.
    init(_ method: String, _ params: JSONValue, token: Int) {
        switch method {
        case "notifications/progress" where RPCMessage.isSame(params["progressToken"], token):
            self =
                MCPProgress(params).map { .progress($0) } ?? .other(method: method, params: params)
        case "notifications/message":
            self = .log(
                level: params["level"]?.string, logger: params["logger"]?.string,
                data: params["data"] ?? .null)
        default: self = .other(method: method, params: params)
        }
    }
}

/// How far a call of a tool is (Model Context Protocol, `ProgressNotification`).
public struct MCPProgress: Sendable, Hashable {
    /// What is done, in a unit of the tool's own; grows with each notification.
    public var progress: Double
    /// What is to be done, where the tool knows it.
    public var total: Double?
    /// What is being done, for people.
    public var message: String?

    /// Makes what is told of a call, for a fake.
    public init(progress: Double, total: Double? = nil, message: String? = nil) {
        self.progress = progress
        self.total = total
        self.message = message
    }

    init?(_ params: JSONValue) {
        guard let progress = Self.number(params["progress"]) else { return nil }
        self.progress = progress
        total = Self.number(params["total"])
        message = params["message"]?.string
    }

    private static func number(_ value: JSONValue?) -> Double? {
        switch value {
        case .integer(let number): Double(number)
        case .number(let number): number
        default: nil
        }
    }
}
