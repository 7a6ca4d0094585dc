import Foundation

/// A progress bar on a terminal, and plain lines elsewhere.
public final class ProgressBar: @unchecked Sendable {
    private let lock = NSLock()
    private let isTerminal: Bool
    private var shownTenth = -1
    private var label = ""

    /// Makes a bar on the standard error.
    public init() {
        isTerminal = isatty(STDERR_FILENO) == 1
    }

    /// Shows a step and how much of it is done, from 0 to 1.
    public func show(_ newLabel: String, _ fraction: Double?) {
        lock.lock()
        defer { lock.unlock() }
        if label != newLabel {
            if isTerminal, !label.isEmpty { write("\n") }
            label = newLabel
            shownTenth = -1
        }
        let fraction = min(1, max(0, fraction ?? 0))
        guard isTerminal else {
            let tenth = Int(fraction * 10)
            if tenth > shownTenth { write("\(label) \(Int(fraction * 100)) %\n") }
            shownTenth = max(shownTenth, tenth)
            return
        }
        let filled = Int((fraction * 30).rounded())
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
        let name = label.padding(toLength: 12, withPad: " ", startingAt: 0)
        write("\r\(name) \(bar) \(Int((fraction * 100).rounded())) % ")
    }

    /// Ends the line.
    public func finish() {
        lock.lock()
        defer { lock.unlock() }
        if isTerminal, !label.isEmpty { write("\n") }
        label = ""
    }

    private func write(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }
}
