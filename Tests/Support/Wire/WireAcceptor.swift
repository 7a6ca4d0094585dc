import Foundation
import Synchronization

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The threads of a `WireServer`: one that accepts, and one for each connection's script.
final class WireAcceptor: Sendable {
    typealias Script = @Sendable (inout WireConnection) throws -> Void

    private struct Life: Sendable {
        var isStopped = false
        var sockets: [Int: WireSocket] = [:]
    }

    private let listener: WireSocket
    // What wakes an accept differs between Linux and Darwin; a pair of sockets to poll beside it does not.
    private let alarm: (bell: WireSocket, ear: WireSocket)
    private let log: Watched<WireLog>
    private let limit: Int
    private let script: Script
    private let stopping = Watched(false)
    private let threads = Watched(0)
    private let life = Mutex(Life())

    init(listener: WireSocket, log: Watched<WireLog>, limit: Int, script: @escaping Script) throws {
        self.listener = listener
        self.log = log
        self.limit = limit
        self.script = script
        let pair = try SystemCall.makePair()
        alarm = (WireSocket(owning: pair.0), WireSocket(owning: pair.1))
        // Between the poll and the accept the connection may be gone, and the accept would block.
        try SystemCall.setBlocking(false, listener.open())
    }

    func start() {
        inThread { acceptor in
            do {
                while try acceptor.acceptNext() {}
            } catch {
                acceptor.log.update { $0.listenerFailure = String(describing: error) }
            }
            acceptor.listener.stopListening()
            acceptor.alarm.ear.close()
        }
    }

    /// Ends all threads and closes all descriptors; `false` when a script did not end within the limit.
    func stop(within limit: Duration) -> Bool {
        stopping.update { $0 = true }
        alarm.bell.close()
        let sockets = life.withLock { life in
            life.isStopped = true
            return Array(life.sockets.values)
        }
        for socket in sockets { socket.interrupt() }
        return (try? threads.block(within: limit) { $0 == 0 }) ?? false
    }

    /// `false` when the server stops.
    private func acceptNext() throws -> Bool {
        let descriptor = try listener.open()
        let ready = try SystemCall.waitForEvent(POLLIN, on: [descriptor, alarm.ear.open()], until: nil)
        if ready[1] { return false }
        guard let accepted = try SystemCall.acceptConnection(on: descriptor) else { return true }
        let socket = WireSocket(owning: accepted)
        let index = log.update { log in
            log.connections.append(WireLog.Connection())
            return log.connections.count - 1
        }
        let isWelcome = life.withLock { life in
            if !life.isStopped { life.sockets[index] = socket }
            return !life.isStopped
        }
        guard isWelcome else {
            socket.close()
            return false
        }
        inThread { $0.run(index, socket) }
        return true
    }

    private func run(_ index: Int, _ socket: WireSocket) {
        var connection = WireConnection(
            index: index, socket: socket, log: log, stopping: stopping, limit: limit)
        var failure: String?
        do {
            try script(&connection)
            // The last look: whether the peer had gone before this side did.
            _ = try? connection.peerHasClosed
        } catch {
            if !stopping.value { failure = String(describing: error) }
        }
        socket.close()
        _ = life.withLock { $0.sockets.removeValue(forKey: index) }
        log.update { log in
            log.connections[index].failure = failure
            log.connections[index].isFinished = true
        }
    }

    private func inThread(_ body: @escaping @Sendable (WireAcceptor) -> Void) {
        threads.update { $0 += 1 }
        let thread = Thread { [self] in
            ScriptThread.$stopping.withValue(stopping) { body(self) }
            threads.update { $0 -= 1 }
        }
        thread.start()
    }
}
