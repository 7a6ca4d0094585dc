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
                case .blank: ""
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
        "end with one of the usual breaks, the last one may do without, and those with white space only are blank",
        arguments: [
            ("", []), ("\n", [""]), ("a\n\n", ["a", ""]), ("a\n ", ["a", ""]), ("a", ["a"]), ("a\n", ["a"]),
            ("a\nb", ["a", "b"]),
            ("a\r\nb\r\n", ["a", "b"]), ("\n \n\t\r\na\n\n  b \t\n\n", ["", "", "", "a", "", "b", ""]),
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

    @Test(
        "are matched to rows as they are, else with blank ones as rows without a record",
        arguments: [
            ("a\nb\nc\n", .each(rows: 3)), ("a\n\nb\n\nc", .each(rows: 3)), ("a\n\nc\n", .withBlank(rows: 3)),
            ("a\n\nc\n\n\n", .withBlank(rows: 3)), ("a\n\n\n", .withBlank(rows: 3)),
            ("\n\nc", .withBlank(rows: 3)), ("a\n\n", .none(lines: 1, rows: 3)),
            ("a\nb\nc\nd", .none(lines: 4, rows: 3)), ("\n\n\n", .none(lines: 0, rows: 3)),
            ("", .none(lines: 0, rows: 3)),
        ] as [(String, LineMatch)])
    func matches(text: String, expected: LineMatch) throws {
        #expect(try match(text, rows: 3) == expected)
    }

    @Test("are counted over many pages")
    func countedPages() throws {
        let line = String(repeating: "x", count: 99) + "\n"
        let half = String(repeating: line, count: 5_000)
        #expect(try match(half + half, rows: 10_000) == .each(rows: 10_000))
        #expect(try match(half + "\n" + half, rows: 10_001) == .withBlank(rows: 10_001))
        #expect(try match(half + half, rows: 9_999) == .none(lines: 10_000, rows: 9_999))
    }

    private func match(_ text: String, rows: Int) throws -> LineMatch {
        let storage = try TemporaryFiles().makeFile()
        try storage.file.write(Data(text.utf8), at: 0)
        return try LineMatch(LineFile(storage.file, lineLimit: 1 << 20), rows: rows)
    }
}
