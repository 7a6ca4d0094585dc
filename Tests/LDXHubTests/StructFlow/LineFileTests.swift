import Foundation
import LanguageJobs
import Testing

@testable import LDXHub

@Suite("The lines of a file")
struct LineFileTests {
    /// All lines, page by page, as text; those beyond the limit with a mark.
    private func lines(_ contents: Data, limit: Int = 1 << 20) throws -> [String] {
        let storage = try TemporaryFiles().makeFile()
        try storage.file.write(contents, at: 0)
        let file = LineFile(storage.file, lineLimit: limit)
        var all: [String] = []
        var next: Int64? = 0
        while let offset = next {
            let page = try file.page(at: offset)
            all += page.lines.map { line in
                switch line {
                case .text(let data): String(decoding: data, as: UTF8.self)
                case .tooLong(let start): "… \(start.count)"
                }
            }
            next = page.next
            #expect(next.map { $0 > offset } ?? true)
        }
        return all
    }

    private func lines(_ text: String, limit: Int = 1 << 20) throws -> [String] {
        try lines(Data(text.utf8), limit: limit)
    }

    @Test(
        "end with one of the usual breaks, the last one may do without, and blank ones are none",
        arguments: [
            ("", []), ("\n", []), ("a", ["a"]), ("a\n", ["a"]), ("a\nb", ["a", "b"]),
            ("a\r\nb\r\n", ["a", "b"]), ("\n \n\t\r\na\n\n  b \t\n\n", ["a", "b"]),
            ("\u{FEFF}a\nb", ["a", "b"]), ("\u{FEFF}", []), ("a\rb\n", ["a\rb"]),
            ("a\u{2028}b\n", ["a\u{2028}b"]),
        ])
    func breaks(text: String, expected: [String]) throws {
        #expect(try lines(text) == expected)
    }

    @Test("are whole wherever a page ends", arguments: [-3, -2, -1, 0, 1, 2, 3])
    func pages(shift: Int) throws {
        let first = String(repeating: "a", count: LineFile.pageSize + shift)
        let second = String(repeating: "b", count: 2 * LineFile.pageSize - 1)
        #expect(try lines("\(first)\n\(second)\r\nc") == [first, second, "c"])
        #expect(try lines("\(first)\n") == [first])
        #expect(try lines(first) == [first])
    }

    @Test(
        "beyond the limit are told from others, however long and wherever, and what follows is read",
        arguments: [65_535, 65_536, 65_537, 131_072, 262_144, 300_000, 1_000_000])
    func long(length: Int) throws {
        let long = String(repeating: "x", count: length)
        #expect(try lines("a\n\(long)\nb\n", limit: 1_000) == ["a", "… 8192", "b"])
        #expect(try lines("\(long)\nb", limit: length) == [long, "b"])
        #expect(try lines("\(long)\nb", limit: length - 1) == ["… 8192", "b"])
        #expect(try lines("a\n\(long)", limit: length - 1) == ["a", "… 8192"])
        #expect(try lines("\(long)\n", limit: length - 1) == ["… 8192"])
    }

    @Test("have a limit of one byte at least, and one beyond all files is none", arguments: [Int.min, 0, 1])
    func limits(limit: Int) throws {
        #expect(try lines("aa\nb\n", limit: limit) == ["… 2", "b"])
        #expect(try lines("aa\nb\n", limit: .max) == ["aa", "b"])
    }

    @Test(
        "of many sizes are the same as those of a text that is cut at once", arguments: [1, 2, 3] as [UInt64])
    func random(seed: UInt64) throws {
        var random = seed
        let expected = (0..<3_000).map { number in
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let length = number.isMultiple(of: 500) ? 90_000 : Int(random >> 33) % 200
            return "\(number)" + String(repeating: "z", count: length)
        }
        #expect(try lines(expected.joined(separator: "\n")) == expected)
    }
}
