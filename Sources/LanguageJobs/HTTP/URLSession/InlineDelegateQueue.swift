import Foundation

#if canImport(FoundationNetworking)
/// Runs the session's callbacks where they arise instead of queueing them.
///
/// Foundation on Linux puts every chunk of a body into the delegate queue, without limit: when the disk is slower than
/// the network, a download would pile up in memory. Run at once, a callback holds the transfer up instead, and saves
/// two changes of thread for each. Such a callback runs on the queue that all sessions of the process share: it must
/// not wait for anything, nor call a method of a session or a task that does, such as `cancel()`.
final class InlineDelegateQueue: OperationQueue, @unchecked Sendable {
    override func addOperation(_ block: @escaping @Sendable () -> Void) { block() }
}
#endif
