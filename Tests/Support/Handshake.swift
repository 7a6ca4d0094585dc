/// A gate between a test and a server's script: one side waits, the other signals, and nobody sleeps.
///
/// Once signalled it stays open. Waits that started before and after are all let through.
package final class Handshake: Sendable, CustomStringConvertible {
    package let description: String
    private let isOpen = Watched(false)

    /// - Parameter description: What has happened once this is signalled; a wait that timed out shows it.
    package init(_ description: String = "a handshake") {
        self.description = description
    }

    package var isSignalled: Bool { isOpen.value }

    package func signal() { isOpen.update { $0 = true } }

    /// Blocks a script's thread until the signal; throws `WireError.timedOut` at the limit and
    /// `WireError.stopped` as soon as the script's server stops.
    @available(*, noasync, message: "a task awaits the asynchronous wait of the same name")
    package func wait(within limit: Duration = .seconds(10)) throws {
        if try isOpen.block(within: limit, until: { $0 }) { return }
        throw WireError.timedOut("no signal for '\(description)' (waited \(limit))")
    }

    /// Suspends a task until the signal; throws `WireError.timedOut` at the limit.
    package func wait(within limit: Duration = .seconds(10)) async throws {
        let description = description
        _ = try await isOpen.first(within: limit, failure: { _ in "no signal for '\(description)'" }) {
            $0 ? true : nil
        }
    }
}
