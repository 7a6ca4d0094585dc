import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

@Suite struct StoredBodyTests {
    private func collected(_ stream: TransportStream) async throws -> Data {
        try await stream.collect(upTo: 1 << 30)
    }

    @Test("Few bytes stay in memory, more go to a file", arguments: [(1 << 20, 1 << 20), ((1 << 20) + 1, 0)])
    func memory(size: Int, inMemory: Int) throws {
        let body = try StoredBody(Data(repeating: 7, count: size))
        #expect(body.count == Int64(size))
        #expect(body.bytesInMemory == inMemory)
        #expect(try body.data() == Data(repeating: 7, count: size))
    }

    @Test("Bytes come back as they were appended, across the move to a file")
    func appended() async throws {
        let body = StoredBody()
        var expected = Data()
        for index in 0..<40 {
            let piece = Data(repeating: UInt8(index), count: 50_000 + index)
            try body.append(piece)
            expected.append(piece)
        }
        #expect(body.bytesInMemory == 0)
        #expect(try await collected(body.stream(0..<body.count)) == expected)
        #expect(try await collected(body.stream(49_990..<50_010, chunkSize: 3)) == expected[49_990..<50_010])
    }

    @Test("Readers at different places don't disturb each other, nor a writer")
    func concurrent() async throws {
        let body = try StoredBody(Data((0..<(2 << 20)).map { UInt8(truncatingIfNeeded: $0 >> 8) }))
        let whole = try body.data()
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for index in 0..<16 {
                group.addTask {
                    let range = Int64(index * 100_000)..<Int64(index * 100_000 + 300_000)
                    let read = try await body.stream(range, chunkSize: 4_093).collect(upTo: 1 << 20)
                    return read == whole[Int(range.lowerBound)..<Int(range.upperBound)]
                }
            }
            group.addTask {
                for _ in 0..<200 { try body.append(Data([9])) }
                return true
            }
            for try await isRight in group { #expect(isRight) }
        }
        #expect(try body.data() == whole + Data(repeating: 9, count: 200))
    }

    @Test("A read gives fewer bytes where there are not so many", arguments: [2, 2 << 20])
    func short(size: Int) throws {
        let body = try StoredBody(Data(repeating: 3, count: size))
        #expect(try body.read(at: Int64(size) - 2, upTo: 8) == Data([3, 3]))
        #expect(try body.read(at: Int64(size), upTo: 8) == Data())
        #expect(try StoredBody().read(at: 0, upTo: 8) == Data())
    }

    @Test(
        "A body is added to another, in memory or in a file",
        arguments: [(3, 5), (700_000, 700_000), (2 << 20, 5), (5, 3 << 20), (0, 2 << 20), (7, 0)])
    func added(first: Int, second: Int) throws {
        let body = try StoredBody(Data(repeating: 1, count: first))
        try body.append(contentsOf: StoredBody(Data(repeating: 2, count: second)))
        #expect(body.count == Int64(first + second))
        #expect(try body.data() == Data(repeating: 1, count: first) + Data(repeating: 2, count: second))
    }

    @Test("A snapshot doesn't change, and takes nothing", arguments: [3, (1 << 20) - 1, 2 << 20])
    func snapshot(size: Int) throws {
        let body = try StoredBody(Data(repeating: 1, count: size))
        let snapshot = body.snapshot()
        try body.append(Data([2, 2]))
        #expect(snapshot.count == Int64(size))
        #expect(try snapshot.data() == Data(repeating: 1, count: size))
        #expect(try snapshot.read(at: Int64(size) - 1, upTo: 8) == Data([1]))
        #expect(throws: CocoaError.self) { try snapshot.append(Data([3])) }
        #expect(throws: CocoaError.self) { try snapshot.append(contentsOf: StoredBody(Data([3]))) }
        #expect(try body.data() == Data(repeating: 1, count: size) + Data([2, 2]))
    }
}
