import Foundation
import LanguageJobs
import Testing

@Suite("Streams of bytes")
struct TransportStreamTests {
    private func stream(_ chunks: [String]) -> TransportStream {
        let rest = SendableBox(chunks)
        return TransportStream { rest.withLock { $0.isEmpty ? nil : Data($0.removeFirst().utf8) } }
    }

    @Test("Empty chunks are skipped, not taken for the end")
    func emptyChunks() async throws {
        var chunks: [String] = []
        for try await chunk in stream(["", "a", "", "", "b", ""]) {
            chunks.append(String(decoding: chunk, as: UTF8.self))
        }
        #expect(chunks == ["a", "b"])
    }

    @Test("Bytes in memory are one chunk, none when there are none, and are given once")
    func data() async throws {
        var iterator = TransportStream(Data("abc".utf8)).makeAsyncIterator()
        #expect(try await iterator.next() == Data("abc".utf8))
        #expect(try await iterator.next() == nil)
        var none = TransportStream(Data()).makeAsyncIterator()
        #expect(try await none.next() == nil)
        var empty = TransportStream.empty.makeAsyncIterator()
        #expect(try await empty.next() == nil)
    }

    @Test("A second iterator goes on where the first stopped")
    func secondIterator() async throws {
        let stream = stream(["a", "b"])
        var first = stream.makeAsyncIterator()
        #expect(try await first.next() == Data("a".utf8))
        #expect(try await stream.collect(upTo: 10) == Data("b".utf8))
    }

    @Test("Collecting holds the limit exactly", arguments: [(6, true), (5, false), (0, false)])
    func limit(limit: Int, fits: Bool) async throws {
        let stream = stream(["abc", "def"])
        if fits {
            #expect(try await stream.collect(upTo: limit) == Data("abcdef".utf8))
        } else {
            let failure = await #expect(throws: TransportFailure.self) {
                try await stream.collect(upTo: limit)
            }
            #expect(failure?.reason == .responseTooLarge)
            #expect(failure?.message.contains("\(limit) bytes") == true)
        }
    }

    @Test("A file is read in chunks to its end", arguments: [0, 1, 10, 11, 25])
    func file(size: Int) async throws {
        let folder = try ScratchFolder()
        let content = Data((0..<size).map { UInt8($0) })
        let stream = try TransportStream.reading(folder.file("f", content), chunkSize: 10)
        var sizes: [Int] = []
        var read = Data()
        for try await chunk in stream {
            sizes.append(chunk.count)
            read += chunk
        }
        #expect(read == content)
        #expect(sizes.dropLast().allSatisfy { $0 == 10 })
    }

    @Test("A file that is not there is an error that names it")
    func missingFile() throws {
        let folder = try ScratchFolder()
        let failure = #expect(throws: TransportFailure.self) {
            _ = try TransportStream.reading(folder.url.appending(path: "none"))
        }
        #expect(failure?.reason == .bodyUnreadable)
        #expect(failure?.message.contains("\(folder.url.path)/none") == true)
    }
}
