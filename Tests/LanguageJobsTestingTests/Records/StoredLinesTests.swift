import Foundation
import Testing

@testable import LanguageJobsTesting

@Suite struct StoredLinesTests {
    /// All lines; `nil` stands for one that is no text.
    private func lines(_ text: Data) throws -> [String?] {
        let lines = StoredLines(try StoredBody(text))
        var place = StoredLines.Place()
        var found: [String?] = []
        while !place.isAtEnd {
            try lines.next(at: &place) { line in
                found.append(line.isText ? String(decoding: line.bytes, as: UTF8.self) : nil)
            }
        }
        return found
    }

    @Test(
        "Lines end with a line feed, or with a carriage return before it; the last needs no end",
        arguments: [
            ("a", ["a"]), ("a\n", ["a"]), ("a\nb", ["a", "b"]), ("a\r\nb\r\n", ["a", "b"]),
            ("a\r\nb", ["a", "b"]), ("\n", [""]), ("\n\n", ["", ""]), ("a\n\nb\n", ["a", "", "b"]),
            ("\r\n", [""]), ("a\rb\n", ["a\rb"]), ("a\r\r\n", ["a\r"]), ("a\r", ["a"]), ("é\n😀", ["é", "😀"]),
            (" \n", [" "]), ("\u{FEFF}a\n", ["\u{FEFF}a"]), ("", []),
        ] as [(String, [String?])])
    func ends(text: String, expected: [String?]) throws {
        #expect(try lines(Data(text.utf8)) == expected)
    }

    @Test("Lines come whole wherever the pieces that are read end", arguments: [40, 1_000, 300_000, 1 << 20])
    func pieces(length: Int) throws {
        var text = Data()
        var expected: [String?] = []
        for number in 0..<(3 << 20) / length {
            let line = "\(number) é" + String(repeating: "x", count: max(0, length - 9))
            expected.append(line)
            text.append(contentsOf: line.utf8)
            text.append(contentsOf: (number % 3 == 0 ? "\r\n" : "\n").utf8)
        }
        #expect(try lines(text) == expected)
        #expect(try lines(text.dropLast()) == expected)
    }

    @Test("A line that is no UTF-8 is told, and those beside it are not")
    func encoding() throws {
        #expect(try lines(Data("a\n".utf8) + [0xFF, 0x0A] + Data("é\n".utf8)) == ["a", nil, "é"])
        #expect(try lines(Data([0xC3, 0x0A, 0xA9, 0x0A])) == [nil, nil])
        #expect(try lines(Data([0xC3])) == [nil])
    }

    @Test("A line of 16 MiB is read, a longer one is one line that is no text", arguments: [0, 1, 40 << 20])
    func longest(excess: Int) throws {
        let length = (16 << 20) - 1 + excess
        let text = Data("a\n".utf8) + Data(repeating: 0x78, count: length) + Data("\nb\n".utf8)
        let found = try lines(text)
        #expect(found.map { $0?.utf8.count } == [1, excess > 0 ? nil : length, 1])
        let unended = try lines(text.dropLast(3))
        #expect(unended.count == 2)
        #expect(unended.first == "a")
    }
}
