import Foundation
import LanguageJobsTesting
import Testing

@Suite("Writing ZIP files")
struct ZIPArchiveTests {
    @Test("Entries come back in order with their bytes")
    func entries() throws {
        let contents = [Data(), Data([0, 255, 10]), Data("héllo".utf8), Data(repeating: 7, count: 70_000)]
        let names = ["empty", "dir/binary.bin", "ü/茶.txt", "long"]
        let archive = ZIPArchive(zip(names, contents).map { ZIPArchive.Entry($0, $1) })
        let reading = try ZIPReading(archive.serialized())
        #expect(reading.entries.map(\.path) == names)
        #expect(reading.entries.map(\.content) == contents)
    }

    @Test("An archive of one entry is these bytes")
    func bytes() throws {
        let archive = try ZIPArchive([ZIPArchive.Entry("a", Data("123456789".utf8))]).serialized()
        let header = "14000008000000002100" + "2639f4cb" + "09000000" + "09000000" + "0100" + "0000"
        let expected =
            "504b0304" + header + "61" + "313233343536373839"
            + "504b0102" + "1400" + header + "00000000000000000000" + "00000000" + "61"
            + "504b0506" + "00000000" + "0100" + "0100" + "2f000000" + "28000000" + "0000"
        #expect(archive.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() == expected)
    }

    @Test("An archive without entries is readable")
    func empty() throws {
        #expect(try ZIPReading(ZIPArchive([]).serialized()).entries.isEmpty)
    }

    @Test("More than 65,535 entries are refused")
    func tooMany() throws {
        let entry = ZIPArchive.Entry("a", Data())
        let largest = try ZIPArchive(Array(repeating: entry, count: 65_535)).serialized()
        #expect(largest.suffix(22).dropFirst(8).prefix(4) == Data([0xFF, 0xFF, 0xFF, 0xFF]))
        #expect(throws: ZIPArchive.TooLarge.self) {
            try ZIPArchive(Array(repeating: entry, count: 65_536)).serialized()
        }
    }

    @Test("A name that is too long is refused")
    func longName() throws {
        #expect(throws: ZIPArchive.TooLarge.self) {
            try ZIPArchive([ZIPArchive.Entry(String(repeating: "a", count: 65_536), Data())]).serialized()
        }
    }
}
