import Foundation
import Testing

@testable import LanguageJobs

@Suite("The room for what is not read yet")
struct ResponseSpoolTests {
    private func bytes(_ range: Range<Int>) -> Data {
        Data(range.map { UInt8(truncatingIfNeeded: $0 &* 167 >> 4) })
    }

    @Test("Up to the limit no file is made; beyond it there is one, and it is gone when all is let go")
    func limit() throws {
        let folder = try ScratchFolder()
        let spool = ResponseSpool(files: TemporaryFiles(in: folder.url), memoryLimit: 1000)
        try spool.append(bytes(0..<400))
        try spool.append(bytes(400..<1000))
        #expect(try folder.contents == [])
        try spool.append(bytes(1000..<1001))
        #expect(try folder.contents.count == 2)
        spool.discard()
        #expect(try folder.contents.count == 1)
    }

    @Test("What goes in comes out, in order, whoever is ahead", arguments: 0..<40)
    func order(seed: Int) throws {
        let folder = try ScratchFolder()
        let spool = ResponseSpool(files: TemporaryFiles(in: folder.url), memoryLimit: 700)
        var random = seed &* 7919 &+ 1
        func next(_ limit: Int) -> Int {
            random = random &* 1_103_515_245 &+ 12345
            return (random >> 16 & 0x7FFF) % limit
        }
        var written = 0
        var read = Data()
        while written < 20_000 {
            let size = next(900)
            try spool.append(bytes(written..<written + size))
            written += size
            for _ in 0..<next(4) {
                guard let data = try spool.take(upTo: 1 + next(600)) else { break }
                #expect(!data.isEmpty)
                read += data
            }
        }
        while let data = try spool.take() { read += data }
        #expect(read == bytes(0..<written))
        #expect(try spool.take() == nil)
    }

    @Test("One that writes and one that reads at the same time lose nothing")
    func concurrent() async throws {
        let folder = try ScratchFolder()
        let spool = ResponseSpool(files: TemporaryFiles(in: folder.url), memoryLimit: 2000)
        let count = 300_000
        let all = bytes(0..<count)
        let writer = Task.detached {
            for start in stride(from: 0, to: count, by: 999) {
                try spool.append(all[start..<min(count, start + 999)])
            }
        }
        var read = Data()
        while read.count < count {
            if let data = try spool.take(upTo: 1500) { read += data } else { await Task.yield() }
        }
        try await writer.value
        #expect(read == all)
    }

    @Test("A reader that keeps up uses the room in the file again")
    func recycling() throws {
        let folder = try ScratchFolder()
        let highest = SendableBox<Int64>(0)
        let files = TemporaryFiles(in: folder.url) { file, start, count, offset in
            highest.withLock { $0 = max($0, offset + Int64(count)) }
            return OpenFile.systemWrite(file, start, count, offset)
        }
        let spool = ResponseSpool(files: files, memoryLimit: 10)
        for _ in 0..<50 {
            try spool.append(bytes(0..<1000))
            #expect(try spool.take() == bytes(0..<1000))
            #expect(try spool.take() == nil)
        }
        #expect(highest.current == 1000)
    }

    @Test("Many small pieces don't cost more than their bytes: they are put together")
    func smallPieces() throws {
        let folder = try ScratchFolder()
        let spool = ResponseSpool(files: TemporaryFiles(in: folder.url))
        for place in 0..<10_000 { try spool.append(bytes(place..<place + 1)) }
        #expect(try spool.take() == bytes(0..<10_000))
    }

    @Test("After it was discarded it takes nothing and gives nothing")
    func discarded() throws {
        let folder = try ScratchFolder()
        let spool = ResponseSpool(files: TemporaryFiles(in: folder.url), memoryLimit: 10)
        try spool.append(bytes(0..<100))
        spool.discard()
        try spool.append(bytes(0..<100))
        #expect(try spool.take() == nil)
        #expect(try folder.contents.count == 1)
    }
}
