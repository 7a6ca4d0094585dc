import Foundation
import LanguageJobs
import TestSupport
import Testing

@Suite("Large bodies through the URLSession transport", .timeLimit(.minutes(1)))
struct LargeBodyTests {
    @Test("A body that nobody reads yet waits in a file, and is whole; nothing is left of it")
    func unreadBody() async throws {
        let size = 9_000_000
        let sent = Handshake("all of the body is sent")
        let server = try WireServer { connection in
            guard try connection.readHead() != nil else { return }
            try connection.respond(body: Pattern.bytes(0..<size))
            sent.signal()
        }
        defer { server.stop() }
        let folder = try TestFolder()
        let transport = URLSessionTransport(temporaryDirectory: folder.url)
        let response = try await transport.send(TransportRequest(.get, try server.url()))
        try await sent.wait()
        #expect(try await response.body.collect(upTo: size) == Pattern.bytes(0..<size))
        #expect(try folder.leftovers == [])
    }

    @Test("A body that is read piece by piece, at times behind and at times ahead of the peer, is whole")
    func alternating() async throws {
        let piece = 2_500_000
        let goOn = [Handshake("1"), Handshake("2"), Handshake("3"), Handshake("4")]
        let server = try WireServer { connection in
            guard try connection.readHead() != nil else { return }
            try connection.startResponse(framing: .length(piece * 4))
            for (index, gate) in goOn.enumerated() {
                try gate.wait()
                try connection.write(Pattern.bytes(index * piece..<(index + 1) * piece))
            }
        }
        defer { server.stop() }
        let folder = try TestFolder()
        let transport = URLSessionTransport(temporaryDirectory: folder.url)
        var body = try await transport.send(TransportRequest(.get, try server.url())).body.makeAsyncIterator()
        var received = Data()
        for (index, gate) in goOn.enumerated() {
            gate.signal()
            while received.count < (index + 1) * piece, let chunk = try await body.next() {
                received += chunk
            }
        }
        #expect(try await body.next() == nil)
        #expect(received == Pattern.bytes(0..<piece * 4))
        #expect(try folder.leftovers == [])
    }

    @Test(
        "Without room for a body that nobody reads, the transfer ends with an error that says where",
        arguments: [0, 1])
    func storageFull(pieces: Int) async throws {
        let server = try WireServer { connection in
            guard try connection.readHead() != nil else { return }
            // More than is sent: a whole answer would leave the connection open.
            try connection.startResponse(framing: .length(9_000_000))
            do {
                try connection.write(Pattern.bytes(0..<8_000_000))
                _ = try connection.waitForPeerClose(within: .seconds(10))
            } catch WireError.peerClosed {}
        }
        defer { server.stop() }
        let folder = try TestFolder()
        let files = TemporaryFiles(in: folder.url, write: fullDisk(after: pieces))
        let transport = URLSessionTransport(files: files, proxies: { .current })
        let response = try await transport.send(TransportRequest(.get, try server.url()))
        try await server.peerClose(ofConnection: 0)
        let failure = try await transportFailure { try await response.body.collect(upTo: 1 << 30) }
        #expect(failure.reason == .storageFull)
        #expect(failure.message.contains(folder.url.path))
        #expect(failure.message.contains("TMPDIR"))
        #expect(try folder.leftovers == [])
    }

    @Test("Without room for a body to be sent nothing is sent", arguments: [0, 3])
    func storageFullForUpload(pieces: Int) async throws {
        let server = try WireServer.answering("ok")
        defer { server.stop() }
        let folder = try TestFolder()
        let files = TemporaryFiles(in: folder.url, write: fullDisk(after: pieces))
        let transport = URLSessionTransport(files: files, proxies: { .current })
        let body = TransportBody.stream(length: 3_000_000) { .pattern(3_000_000) }
        let request = TransportRequest(.post, try server.url(), body: body)
        let failure = try await transportFailure { try await transport.send(request) }
        #expect(failure.reason == .storageFull)
        #expect(server.connections.isEmpty)
        #expect(try folder.leftovers == [])
    }

    private func fullDisk(after pieces: Int) -> OpenFile.Write {
        let left = SendableBox(pieces)
        return { file, bytes, count, offset in
            let isFull = left.withLock { left in
                left -= 1
                return left < 0
            }
            guard isFull else { return OpenFile.systemWrite(file, bytes, count, offset) }
            errno = ENOSPC
            return -1
        }
    }

    @Test(
        "A stream that gives fewer or more bytes than announced is an error before anything is sent",
        arguments: [
            (2000, 1999), (2000, 2001), (3_000_000, 2_999_999), (3_000_000, 3_000_001), (0, 1),
        ])
    func wrongLength(announced: Int, actual: Int) async throws {
        let server = try WireServer.answering("ok")
        defer { server.stop() }
        let folder = try TestFolder()
        let transport = URLSessionTransport(temporaryDirectory: folder.url)
        let body = TransportBody.stream(length: Int64(announced)) { .pattern(actual) }
        let request = TransportRequest(.post, try server.url(), body: body)
        let failure = try await transportFailure { try await transport.send(request) }
        #expect(failure.reason == .bodyUnreadable)
        #expect(failure.message.contains("\(announced) bytes"))
        #expect(server.connections.isEmpty)
        #expect(try folder.leftovers == [])
    }

    @Test(
        "What can't be read as a file is an error before anything is sent",
        arguments: ["missing", ".", "fifo"])
    func unreadableFile(name: String) async throws {
        let server = try WireServer.answering("ok")
        defer { server.stop() }
        let folder = try TestFolder()
        mkfifo(folder.url.appending(path: "fifo").path, 0o600)
        let request = TransportRequest(.post, try server.url(), body: .file(folder.url.appending(path: name)))
        let failure = try await transportFailure { try await URLSessionTransport().send(request) }
        #expect(failure.reason == .bodyUnreadable)
        #expect(failure.message.contains(folder.url.lastPathComponent))
        #expect(server.connections.isEmpty)
    }

    @Test("A file that becomes shorter while it is sent is an error, and no whole request for the peer")
    func shrinkingFile() async throws {
        let shortened = Handshake("the file is shorter")
        let server = try WireServer { connection in
            guard let head = try connection.readHead() else { return }
            try shortened.wait()
            do {
                try connection.readBody(of: head) { _ in }
            } catch WireError.peerClosed {}
        }
        defer { server.stop() }
        let folder = try TestFolder()
        let file = try folder.emptyFile("large", size: 100_000_000)
        let request = TransportRequest(.post, try server.url(), body: .file(file))
        let answer = Task { try await URLSessionTransport().send(request) }
        _ = try await server.head(at: 0)
        let handle = try FileHandle(forWritingTo: file)
        try handle.truncate(atOffset: 50_000_000)
        shortened.signal()
        let failure = try await transportFailure { try await answer.value }
        #expect(failure.reason == .bodyUnreadable)
        try await server.peerClose(ofConnection: 0)
        #expect(!server.requests[0].isComplete)
    }

    @Test(
        "Progress begins at nothing, never goes back, ends with all, and is told a bounded number of times",
        arguments: [
            1, 5000, 3_000_001, 30_000_000,
        ])
    func progress(size: Int) async throws {
        let server = try WireServer.answering("ok")
        defer { server.stop() }
        let seen = SendableBox<[TransferProgress]>([])
        let body = TransportBody.stream(length: Int64(size)) { .pattern(size) }
        let request = TransportRequest(.post, try server.url(), body: body) { step in
            seen.withLock { $0.append(step) }
        }
        #expect(try await URLSessionTransport().send(request).status == 200)
        let steps = seen.current
        #expect(steps.first == TransferProgress(completed: 0, total: Int64(size)))
        #expect(steps.last == TransferProgress(completed: Int64(size), total: Int64(size)))
        #expect(zip(steps, steps.dropFirst()).allSatisfy { $0.completed < $1.completed })
        #expect(steps.count <= 200)
    }

    @Test(
        "After success, failure and cancellation as many descriptors are open as before, and no file is left")
    func nothingLeft() async {
        await #expect(processExitsWith: .success) {
            let folder = try TestFolder()
            let size = 4_000_000
            func round() async throws {
                let server = try WireServer { connection in
                    while let head = try connection.readHead() {
                        try connection.readBody(of: head) { _ in }
                        if head.target == "/fail" { return connection.reset() }
                        try connection.respond(body: Pattern.bytes(0..<size))
                    }
                }
                let transport = URLSessionTransport(temporaryDirectory: folder.url)
                let body = TransportBody.stream(length: Int64(size)) { .pattern(size) }
                let success = TransportRequest(.post, try server.url(), body: body)
                #expect(try await transport.send(success).body.collect(upTo: size).count == size)
                let failing = TransportRequest(.post, try server.url("/fail"), body: body)
                _ = try await transportFailure { try await transport.send(failing) }
                let task = Task { try await transport.send(success).body.collect(upTo: size) }
                _ = try await server.head(at: 2)
                task.cancel()
                _ = try? await task.value
                server.stop()
            }
            try await round()
            try await folder.isCleared()
            let before = try openDescriptors()
            for _ in 0..<5 { try await round() }
            try await folder.isCleared()
            let limit = ContinuousClock.now + .seconds(10)
            while try openDescriptors() > before, .now < limit { await Task.yield() }
            #expect(try openDescriptors() <= before)
        }
    }

    #if canImport(Glibc)
    @Test("Memory stays bounded while 200 MB come in that nobody reads, and while they are read")
    func boundedMemory() async {
        await #expect(processExitsWith: .success) {
            let size = 200_000_000
            let sent = Handshake("all is sent")
            let server = try WireServer { connection in
                guard try connection.readHead() != nil else { return }
                try connection.startResponse(framing: .length(size))
                for place in stride(from: 0, to: size, by: 1_000_000) {
                    try connection.write(Pattern.bytes(place..<place + 1_000_000))
                }
                sent.signal()
            }
            let before = try #require(peakMemory())
            let response = try await URLSessionTransport().send(TransportRequest(.get, try server.url()))
            try await sent.wait(within: .seconds(60))
            var place = 0
            for try await chunk in response.body {
                #expect(chunk == Pattern.bytes(place..<place + chunk.count))
                place += chunk.count
            }
            #expect(place == size)
            #expect(try #require(peakMemory()) - before < 48 << 20)
            server.stop()
        }
    }

    @Test("A disk that is slower than the network holds the peer up instead of filling the memory")
    func slowDisk() async {
        await #expect(processExitsWith: .success) {
            let size = 120_000_000
            let sent = Handshake("all is sent")
            let server = try WireServer { connection in
                guard try connection.readHead() != nil else { return }
                try connection.startResponse(framing: .length(size))
                let piece = Pattern.bytes(0..<1_000_000)
                for _ in 0..<size / piece.count { try connection.write(piece) }
                sent.signal()
            }
            let folder = try TestFolder()
            let isFirst = SendableBox(true)
            let files = TemporaryFiles(in: folder.url) { file, bytes, count, offset in
                // Until the peer got rid of everything, which it must not.
                if isFirst.exchange(false) { try? sent.wait(within: .seconds(1)) }
                return OpenFile.systemWrite(file, bytes, count, offset)
            }
            let before = try #require(peakMemory())
            let transport = URLSessionTransport(files: files, proxies: { .current })
            let response = try await transport.send(TransportRequest(.get, try server.url()))
            var count = 0
            try await sent.wait(within: .seconds(60))
            for try await chunk in response.body { count += chunk.count }
            #expect(count == size)
            #expect(try #require(peakMemory()) - before < 48 << 20)
            server.stop()
        }
    }
    #endif
}
