package import Foundation

/// One accepted connection as its script sees it: blocking calls, one after the other.
///
/// When the script returns, the connection is closed as `close()` does.
package struct WireConnection: ~Copyable {
    /// The number of this connection on its server, from 0.
    package let index: Int
    /// The number of the request whose head was read last, from 0, counted over all connections.
    package private(set) var requestIndex: Int?

    let socket: WireSocket
    private let log: Watched<WireLog>
    private let stopping: Watched<Bool>
    /// The most bytes that are kept of each body, of the raw bytes, and of what comes during a wait for the end.
    private let limit: Int
    private var ahead = ReadAhead()
    private var dropped = 0
    private var peerIsGone = false
    private var pendingBody = BodyFraming.none

    init(index: Int, socket: WireSocket, log: Watched<WireLog>, stopping: Watched<Bool>, limit: Int) {
        self.index = index
        self.socket = socket
        self.log = log
        self.stopping = stopping
        self.limit = limit
    }

    // MARK: Reading

    /// The next request's head; `nil` when the peer closed or reset the connection between requests.
    package mutating func readHead() throws -> WireHead? {
        guard pendingBody == .none else {
            throw WireError.misused("the body of the last request is not read; read it before the next head")
        }
        while true {
            try checkNothingDropped()
            if let raw = ahead.take(through: WireHead.terminator) {
                let head = try WireHead(parsing: raw)
                pendingBody = try BodyFraming(of: head)
                record(head)
                return head
            }
            if ahead.count > 1 << 16 {
                throw WireError.malformed("no end of the head within 64 KiB")
            }
            if try !fill() {
                if ahead.isEmpty { return nil }
                throw WireError.peerClosed("within a request's head, after \(ahead.count) bytes")
            }
        }
    }

    /// The whole body; empty when the head announces none.
    package mutating func readBody(of head: WireHead) throws -> Data {
        var body = Data()
        try readBody(of: head) { body.append($0) }
        return body
    }

    /// Hands out the body piece by piece as it arrives, with no more than 64 KiB in memory.
    ///
    /// A peer that asked with `Expect: 100-continue` is told to go on first.
    package mutating func readBody(of head: WireHead, each: (Data) throws -> Void) throws {
        let framing = try BodyFraming(of: head)
        guard framing == pendingBody else {
            throw WireError.misused("this request's body is read already")
        }
        if framing == .none { return }
        if head.values(for: "Expect").contains(where: { $0.lowercased() == "100-continue" }) {
            try write("HTTP/1.1 100 Continue\r\n\r\n")
        }
        switch framing {
        case .none: break
        case .length(let length): try take(length, each)
        case .chunked: try takeChunks(each)
        }
        pendingBody = .none
        recordBody { $0.isComplete = true }
    }

    /// Some bytes as they came, empty when the peer closed; for scripts that read by hand.
    package mutating func read(upTo limit: Int) throws -> Data {
        try checkNothingDropped()
        pendingBody = .none
        if ahead.isEmpty, try !fill() { return Data() }
        return ahead.take(limit)
    }

    private mutating func take(_ count: Int, _ each: (Data) throws -> Void) throws {
        var left = count
        while left > 0 {
            try checkNothingDropped()
            if ahead.isEmpty, try !fill() {
                throw WireError.peerClosed("within a body, \(left) bytes short of \(count)")
            }
            let piece = ahead.take(left)
            left -= piece.count
            recordBody {
                $0.body.append(piece, upTo: limit)
                $0.bodyCount += piece.count
            }
            try each(piece)
        }
    }

    private mutating func takeChunks(_ each: (Data) throws -> Void) throws {
        while true {
            let size = try BodyFraming.chunkSize(takeLine())
            if size == 0 { break }
            try take(size, each)
            let end = try takeLine()
            guard end.isEmpty else {
                throw WireError.malformed("a chunk of \(size) bytes is followed by '\(end)'")
            }
        }
        while try !takeLine().isEmpty {}
    }

    private mutating func takeLine() throws -> String {
        while true {
            try checkNothingDropped()
            if let line = ahead.take(through: WireHead.terminator.prefix(2)) {
                return String(decoding: line.dropLast(2), as: UTF8.self)
            }
            if ahead.count > 1 << 16 {
                throw WireError.malformed("no end of a chunk's line within 64 KiB")
            }
            if try !fill() { throw WireError.peerClosed("within the framing of a chunked body") }
        }
    }

    // MARK: The peer's end

    /// Waits for the peer to close, reset or half-close the connection; `false` when the limit passed first.
    ///
    /// What the peer sends meanwhile is recorded and kept for later reads. Beyond the server's limit it is
    /// counted and dropped, so that a big upload can run into its end, and a later read throws.
    package mutating func waitForPeerClose(within limit: Duration) throws -> Bool {
        let deadline = ContinuousClock.now.advanced(by: limit)
        // The end may stand behind bytes that are here already, so the deadline alone does not stop the reading.
        var overtime = 4 << 20
        while !peerIsGone, overtime > 0 {
            guard try perform({ try socket.isReadable(until: deadline) }) else { return false }
            let before = ahead.count
            _ = try fill()
            if ContinuousClock.now >= deadline { overtime -= ahead.count - before }
            if dropped > 0 || ahead.count > self.limit { dropped += ahead.take(ahead.count).count }
        }
        return peerIsGone
    }

    /// Whether the peer has closed the connection by now.
    package var peerHasClosed: Bool {
        mutating get throws { try waitForPeerClose(within: .zero) }
    }

    /// Ends the connection with FIN; the peer has all that was written.
    package func close() { socket.close() }

    /// Aborts the connection with RST; what the peer has not read yet is lost.
    package func reset() { socket.reset() }

    // MARK: Under the reads and writes

    /// Runs a call on the socket; a stop of the server that cut it ends the script.
    func perform<Result>(_ call: () throws -> Result) throws -> Result {
        do {
            let result = try call()
            return result
        } catch {
            if stopping.value { throw WireError.stopped }
            if case WireError.peerClosed = error { recordPeerClosed() }
            throw error
        }
    }

    /// Reads on; `false` when the peer closed or reset the connection.
    private mutating func fill() throws -> Bool {
        if peerIsGone { return false }
        var bytes: [UInt8] = []
        do {
            bytes = try perform { try socket.read() }
        } catch WireError.peerClosed {}
        if bytes.isEmpty {
            // The stop ends the reading of its connections just as a peer would.
            if stopping.value { throw WireError.stopped }
            peerIsGone = true
            recordPeerClosed()
            return false
        }
        ahead.append(bytes)
        log.update { log in
            log.connections[index].received.append(bytes, upTo: limit)
            log.connections[index].receivedCount += bytes.count
        }
        return true
    }

    private func checkNothingDropped() throws {
        guard dropped > 0 else { return }
        throw WireError.misused(
            "waiting for the peer's close dropped \(dropped) bytes; nothing can be read after")
    }

    // MARK: Recording

    private mutating func record(_ head: WireHead) {
        let request = WireLog.Request(connection: index, head: head, isComplete: pendingBody == .none)
        requestIndex = log.update { log in
            log.requests.append(request)
            return log.requests.count - 1
        }
    }

    private func recordBody(_ change: (inout WireLog.Request) -> Void) {
        guard let requestIndex else { return }
        log.update { change(&$0.requests[requestIndex]) }
    }

    private func recordPeerClosed() {
        log.update { $0.connections[index].peerClosed = true }
    }
}
