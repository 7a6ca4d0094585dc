#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The system calls under the sockets: everything in which Linux and Darwin differ stands here.
enum SystemCall {
    #if canImport(Darwin)
    private static let streamType = SOCK_STREAM
    private static let tcp = IPPROTO_TCP
    private static let sendFlags: Int32 = 0
    #else
    private static let streamType = Int32(SOCK_STREAM.rawValue)
    private static let tcp = Int32(IPPROTO_TCP)
    private static let sendFlags = Int32(MSG_NOSIGNAL)
    #endif

    /// A TCP socket that no child process inherits and that raises no SIGPIPE.
    static func makeSocket() throws -> Int32 {
        let descriptor = try retrying("socket") { socket(AF_INET, streamType, 0) }
        return try prepared(descriptor)
    }

    /// The next connection of a listener; `nil` when it went away again before it was taken.
    static func acceptConnection(on listener: Int32) throws -> Int32? {
        do {
            let descriptor = try retrying("accept") { accept(listener, nil, nil) }
            try setBlocking(true, descriptor)
            set(TCP_NODELAY, level: tcp, to: Int32(1), on: descriptor)
            return try prepared(descriptor)
        } catch WireError.system(_, let code)
            where code == EAGAIN || code == EWOULDBLOCK || code == ECONNABORTED
        {
            return nil
        }
    }

    /// Two sockets that are connected to each other.
    static func makePair() throws -> (Int32, Int32) {
        var ends: [Int32] = [-1, -1]
        _ = try retrying("socketpair") { socketpair(AF_UNIX, streamType, 0, &ends) }
        return (try prepared(ends[0]), try prepared(ends[1]))
    }

    private static func prepared(_ descriptor: Int32) throws -> Int32 {
        // A child process that inherits a connection keeps it open beyond its close.
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        #if canImport(Darwin)
        set(SO_NOSIGPIPE, level: SOL_SOCKET, to: Int32(1), on: descriptor)
        #endif
        return descriptor
    }

    static func bindToLoopback(_ descriptor: Int32) throws {
        _ = try withLoopback(port: 0) { address, length in
            try retrying("bind") { bind(descriptor, address, length) }
        }
    }

    static func startListening(_ descriptor: Int32, backlog: Int32) throws {
        _ = try retrying("listen") { listen(descriptor, backlog) }
    }

    static func localPort(of descriptor: Int32) throws -> Int {
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        _ = try withUnsafeMutablePointer(to: &address) { pointer in
            try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                try retrying("getsockname") { getsockname(descriptor, address, &length) }
            }
        }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    /// Begins to connect; `false` when the connection is not there yet.
    static func beginConnecting(_ descriptor: Int32, port: Int) throws -> Bool {
        try withLoopback(port: port) { address, length in
            if connect(descriptor, address, length) == 0 { return true }
            // An interrupted connect goes on by itself, and calling it again would be an error.
            if errno == EINPROGRESS || errno == EINTR { return false }
            throw WireError.system(call: "connect", code: errno)
        }
    }

    /// The error with which a connection attempt ended, 0 when it succeeded.
    static func pendingError(of descriptor: Int32) throws -> Int32 {
        var code: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        _ = try retrying("getsockopt") { getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &length) }
        return code
    }

    private static func withLoopback<Result>(
        port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) throws -> Result
    ) throws -> Result {
        var address = sockaddr_in()
        #if canImport(Darwin)
        address.sin_len = UInt8(MemoryLayout<sockaddr_in>.size)
        #endif
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return try withUnsafePointer(to: &address) { pointer in
            try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                try body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    static func setBlocking(_ blocking: Bool, _ descriptor: Int32) throws {
        let flags = try retrying("fcntl") { fcntl(descriptor, F_GETFL) }
        let wanted = blocking ? flags & ~O_NONBLOCK : flags | O_NONBLOCK
        _ = try retrying("fcntl") { fcntl(descriptor, F_SETFL, wanted) }
    }

    /// Makes the coming close abort the connection (RST) instead of ending it (FIN).
    static func abortOnClose(_ descriptor: Int32) {
        set(SO_LINGER, level: SOL_SOCKET, to: linger(l_onoff: 1, l_linger: 0), on: descriptor)
    }

    private static func set<Value: BitwiseCopyable>(
        _ option: Int32, level: Int32, to value: Value, on descriptor: Int32
    ) {
        withUnsafeBytes(of: value) {
            _ = setsockopt(descriptor, level, option, $0.baseAddress, socklen_t($0.count))
        }
    }

    static func receive(_ descriptor: Int32, upTo limit: Int, waiting: Bool = true) throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            let flags = waiting ? 0 : Int32(MSG_DONTWAIT)
            let start = buffer.baseAddress
            count = try retrying("recv") { recv(descriptor, start, limit, flags) }
        }
    }

    static func sendSome(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) throws -> Int {
        try retrying("send") { send(descriptor, bytes.baseAddress, bytes.count, sendFlags) }
    }

    /// Waits until one of the descriptors has the event and says for each whether it has; all `false` when
    /// the deadline passed.
    static func waitForEvent(
        _ event: Int32, on descriptors: [Int32], until deadline: ContinuousClock.Instant?
    ) throws -> [Bool] {
        var entries = descriptors.map { pollfd(fd: $0, events: Int16(event), revents: 0) }
        while true {
            let left = deadline.map { max(.zero, ContinuousClock.now.duration(to: $0)) }
            let milliseconds = left.map { Int32(min(($0 / .milliseconds(1)).rounded(.up), 1e9)) }
            let ready = poll(&entries, nfds_t(entries.count), milliseconds ?? -1)
            if ready < 0, errno != EINTR { throw WireError.system(call: "poll", code: errno) }
            if ready >= 0 { return entries.map { $0.revents != 0 } }
        }
    }

    static func endSending(_ descriptor: Int32) { _ = shutdown(descriptor, Int32(SHUT_WR)) }

    static func endBothWays(_ descriptor: Int32) { _ = shutdown(descriptor, Int32(SHUT_RDWR)) }

    // Not again after EINTR: the descriptor is gone by then, and its number may be another's already.
    static func closeDescriptor(_ descriptor: Int32) { _ = close(descriptor) }

    static func text(of code: Int32) -> String { String(cString: strerror(code)) }

    private static func retrying<Result: BinaryInteger>(
        _ call: String, _ body: () throws -> Result
    ) throws -> Result {
        while true {
            let result = try body()
            if result >= 0 { return result }
            let code = errno
            if code != EINTR { throw WireError.system(call: call, code: code) }
        }
    }
}
