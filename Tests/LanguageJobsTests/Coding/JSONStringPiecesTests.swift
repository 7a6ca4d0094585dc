import Foundation
import LanguageJobs
import Testing

@Suite("A JSON string that comes in pieces")
struct JSONStringPiecesTests {
    /// The characters, and what follows the closing quote; `nil` when none came.
    private func read(_ text: String, by size: Int) throws -> (characters: String, rest: String?) {
        var string = JSONStringPieces()
        var characters = Data()
        let text = Data(text.utf8)
        for start in stride(from: 0, to: text.count, by: size) {
            let piece = text[start..<min(start + size, text.count)]
            var index = 0
            let isEnd = try piece.withUnsafeBytes { try string.read($0, from: &index, into: &characters) }
            if isEnd {
                let rest = String(decoding: text[(start + index)...], as: UTF8.self)
                return (String(decoding: characters, as: UTF8.self), rest)
            }
        }
        return (String(decoding: characters, as: UTF8.self), nil)
    }

    @Test(
        "is read up to its quote, however it is cut",
        arguments: [
            (#"abc",1"#, "abc", ",1"), (#"""#, "", ""), (#"a\"b\\" "#, #"a"b\"#, " "),
            (#"\/\n\r\t\b\f\u003d\u002F""#, "/\n\r\t\u{8}\u{C}=/", ""), (#"\\\\\\\\"x"#, #"\\\\"#, "x"),
        ])
    func ends(text: String, characters: String, rest: String) throws {
        for size in 1...10 {
            let read = try read(text, by: size)
            #expect(read.characters == characters)
            #expect(read.rest == rest)
        }
    }

    @Test("goes on as long as no quote comes", arguments: [#"abc"#, #"abc\""#, #"a\u00"#, ""])
    func open(text: String) throws {
        for size in 1...4 { #expect(try read(text, by: size).rest == nil) }
    }

    @Test("is refused for an escape that is none", arguments: [#"\x""#, #"\u00g0""#])
    func malformed(text: String) {
        for size in 1...4 {
            #expect(throws: JSONStringPieces.Malformed.self) { try read(text, by: size) }
        }
    }
}
