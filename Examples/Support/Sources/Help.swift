/// What the help of every tool ends with.
public enum Help {
    /// Where the key comes from, what ^C does, and the exit codes, for a tool of LDX hub.
    public static let closing = closing(for: ["LDXHUB"])

    /// The same for a tool of other services.
    ///
    /// - Parameters:
    ///   - prefixes: What the names of the services' environment variables begin with.
    ///   - interruption: What ^C does; `nil`: what it does to a job.
    public static func closing(for prefixes: [String], interruption: String? = nil) -> String {
        let keys = prefixes.map { "\($0)_API_KEY" }.joined(separator: " or ")
        let addresses = prefixes.map { "\($0)_BASE_URL" }.joined(separator: " or ")
        return """
            The key comes from \(keys), another address from \(addresses). With neither, the tool runs on \
            an emulator inside itself: no network, no cost, no model.

            \(interruption ?? "^C stops at once and says how to go on: the job itself goes on at the service, and is paid.")

            \(ExitStatus.help)
            """
    }
}
