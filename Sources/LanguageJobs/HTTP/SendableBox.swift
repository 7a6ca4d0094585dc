import Synchronization

/// A value that several tasks share behind a lock.
package final class SendableBox<Value: Sendable>: Sendable {
    private let value: Mutex<Value>

    package init(_ value: Value) {
        self.value = Mutex(value)
    }

    /// The value as it is now.
    package var current: Value { value.withLock { $0 } }

    /// Puts another value in place and gives the one before.
    @discardableResult
    package func exchange(_ new: Value) -> Value {
        value.withLock { old in
            defer { old = new }
            return old
        }
    }

    /// Changes the value under the lock.
    @discardableResult
    package func withLock<Result: Sendable>(_ change: (inout Value) throws -> Result) rethrows -> Result {
        try value.withLock { (value: inout Value) in try change(&value) }
    }
}
