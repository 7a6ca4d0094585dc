import Foundation

/// A service as the examples reach it: the service itself, or an emulator inside the program.
public struct Reached<Client: Sendable>: Sendable {
    /// The client.
    public let client: Client
    /// Whether it is the emulator, which ends with the program.
    public let isEmulated: Bool

    init(_ client: Client, isEmulated: Bool) {
        self.client = client
        self.isEmulated = isEmulated
    }
}

/// What the environment says of a service: its key and its address, by the service's prefix.
struct ReachedEnvironment {
    let prefix: String
    var variables = ProcessInfo.processInfo.environment

    var hasKey: Bool { has("\(prefix)_API_KEY") }

    /// Whether neither a key nor an address is named.
    var isEmulated: Bool { !hasKey && !has("\(prefix)_BASE_URL") }

    private func has(_ name: String) -> Bool { !(variables[name] ?? "").isEmpty }
}
