import TestSupport

extension WireServer {
    /// A peer that answers every request with the same body.
    static func answering(
        status: Int = 200, headers: KeyValuePairs<String, String> = [:], _ body: String
    ) throws -> WireServer {
        nonisolated(unsafe) let headers = headers
        return try WireServer { connection in
            while let head = try connection.readHead() {
                try connection.readBody(of: head) { _ in }
                try connection.respond(status: status, headers: headers, body: body)
            }
        }
    }
}
