/// What went wrong on a test's wire, in words that a failed test can show as they are.
package enum WireError: Error, Equatable, CustomStringConvertible {
    /// The server was stopped while a script was blocked; it is the way out of a script and never a failure.
    case stopped
    /// The peer closed or reset the connection before the named thing was whole.
    case peerClosed(String)
    /// The peer sent something that is no HTTP/1.1, or a shape that two readers would frame differently.
    case malformed(String)
    /// The awaited event did not happen within its limit.
    case timedOut(String)
    /// The script asked for something that cannot work, such as writing after it closed the connection.
    case misused(String)
    /// A system call failed with an `errno`.
    case system(call: String, code: Int32)

    package var description: String {
        switch self {
        case .stopped: "the server was stopped"
        case .peerClosed(let what): "the peer closed the connection: \(what)"
        case .malformed(let what): "malformed request: \(what)"
        case .timedOut(let what): "timed out: \(what)"
        case .misused(let what): "misused: \(what)"
        case .system(let call, let code): "\(call) failed with errno \(code) (\(SystemCall.text(of: code)))"
        }
    }
}
