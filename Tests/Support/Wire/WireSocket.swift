package import Foundation
import Synchronization

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A TCP socket on loopback: the raw end of a connection, blocking, for scripts and for clients that must send
/// what no HTTP client would.
///
/// One thread reads, writes and closes it; any thread may `interrupt()` it.
package final class WireSocket: Sendable {
    private let descriptor: Mutex<Int32?>

    init(owning descriptor: Int32) {
        self.descriptor = Mutex(descriptor)
    }

    deinit { close() }

    /// Connects to a port on 127.0.0.1; throws `WireError.timedOut` when nobody answered within the limit.
    package convenience init(connectingTo port: Int, within limit: Duration = .seconds(10)) throws {
        self.init(owning: try SystemCall.makeSocket())
        let descriptor = try open()
        try SystemCall.setBlocking(false, descriptor)
        if try !SystemCall.beginConnecting(descriptor, port: port) {
            let deadline = ContinuousClock.now.advanced(by: limit)
            guard try SystemCall.waitForEvent(POLLOUT, on: [descriptor], until: deadline) == [true] else {
                throw WireError.timedOut("no connection to port \(port) (waited \(limit))")
            }
            let code = try SystemCall.pendingError(of: descriptor)
            if code != 0 { throw WireError.system(call: "connect", code: code) }
        }
        try SystemCall.setBlocking(true, descriptor)
    }

    /// Listens on a free port of 127.0.0.1.
    convenience init(listeningWithBacklog backlog: Int32) throws {
        self.init(owning: try SystemCall.makeSocket())
        let descriptor = try open()
        try SystemCall.bindToLoopback(descriptor)
        try SystemCall.startListening(descriptor, backlog: backlog)
    }

    /// The port on this side.
    package var localPort: Int {
        get throws { try SystemCall.localPort(of: open()) }
    }

    func open() throws -> Int32 {
        guard let descriptor = descriptor.withLock({ $0 }) else {
            throw WireError.misused("this side of the connection is closed already")
        }
        return descriptor
    }

    /// Some bytes as soon as there are any, empty when the peer closed.
    package func read(upTo limit: Int = 65_536) throws -> [UInt8] {
        do {
            return try SystemCall.receive(open(), upTo: limit)
        } catch WireError.system(_, let code) where code == ECONNRESET {
            throw WireError.peerClosed("it reset the connection")
        }
    }

    /// Everything until the peer closes.
    package func readToEnd() throws -> Data {
        var all = Data()
        while true {
            let bytes = try read()
            if bytes.isEmpty { return all }
            all.append(contentsOf: bytes)
        }
    }

    package func write(_ text: String) throws { try write(Data(text.utf8)) }

    /// Returns once the kernel has taken all bytes; blocks while the peer does not read.
    package func write(_ data: Data) throws {
        let descriptor = try open()
        do {
            try data.withUnsafeBytes { bytes in
                var sent = 0
                while sent < bytes.count {
                    sent += try SystemCall.sendSome(
                        descriptor, UnsafeRawBufferPointer(rebasing: bytes[sent...]))
                }
            }
        } catch WireError.system(_, let code) where code == EPIPE || code == ECONNRESET {
            throw WireError.peerClosed("it was gone before all \(data.count) bytes were written")
        }
    }

    /// Whether bytes or the peer's end can be read before the deadline.
    func isReadable(until deadline: ContinuousClock.Instant) throws -> Bool {
        try SystemCall.waitForEvent(POLLIN, on: [open()], until: deadline) == [true]
    }

    /// Says that no more is sent (FIN) and keeps reading possible.
    package func endSending() throws { SystemCall.endSending(try open()) }

    /// Ends the connection with FIN; a second call does nothing.
    package func close() {
        take { descriptor in
            SystemCall.endSending(descriptor)
            // A close with unread bytes is an RST on Linux, and what the peer has not received yet is lost.
            var unread = 4 << 20
            while unread > 0, let bytes = try? SystemCall.receive(descriptor, upTo: 65_536, waiting: false),
                !bytes.isEmpty
            {
                unread -= bytes.count
            }
        }
    }

    /// Aborts the connection with RST; what the peer has not read yet is lost.
    package func reset() {
        take { SystemCall.abortOnClose($0) }
    }

    /// Ends every blocked read and write from any thread; the owner closes as ever.
    func interrupt() {
        descriptor.withLock { descriptor in
            if let descriptor { SystemCall.endBothWays(descriptor) }
        }
    }

    /// Ends a listener at once.
    ///
    /// A close alone would leave it listening for as long as a child process that is just being spawned has
    /// not yet closed its copy.
    func stopListening() {
        interrupt()
        close()
    }

    // Under the lock: else an interrupt could hit the next owner of the same descriptor number.
    private func take(_ last: (Int32) -> Void) {
        descriptor.withLock { descriptor in
            guard let open = descriptor else { return }
            last(open)
            SystemCall.closeDescriptor(open)
            descriptor = nil
        }
    }
}
