import Foundation
import LanguageJobs
import Testing

@Suite("Base64 that comes in pieces")
struct Base64PiecesTests {
    private func decoded(_ text: String, by size: Int, _ form: Base64Pieces.Form) throws -> Data {
        var pieces = Base64Pieces(form)
        var bytes = Data()
        let text = Data(text.utf8)
        for start in stride(from: 0, to: text.count, by: size) {
            // A slice, as a stream may give it: its indices do not begin at 0.
            bytes += try pieces.decode(text[start..<min(start + size, text.count)])
        }
        return bytes + (try pieces.finish())
    }

    @Test("is read alike however it is cut", arguments: 1...9)
    func cuts(size: Int) throws {
        for form in [Base64Pieces.Form.strict, .tolerant] {
            #expect(try decoded("SGFsbG8sIFdlbHQ=", by: size, form) == Data("Hallo, Welt".utf8))
            #expect(try decoded("", by: size, form).isEmpty)
        }
    }

    @Test(
        "is read in its other forms where these are tolerated, and refused where not",
        arguments: [
            ("_-7_", [0xFF, 0xEE, 0xFF]), ("SGFs\r\nbG8=\n", Array("Hallo".utf8)),
            ("SGFsbG8", Array("Hallo".utf8)), ("S G F s\tbG8 = ", Array("Hallo".utf8)), ("QQ", [0x41]),
            ("QQ=", [0x41]),
        ] as [(String, [UInt8])])
    func forms(text: String, bytes: [UInt8]) throws {
        for size in 1...5 {
            #expect(try decoded(text, by: size, .tolerant) == Data(bytes))
            #expect(throws: Base64Pieces.Malformed.self) { try decoded(text, by: size, .strict) }
        }
    }

    @Test(
        "is refused when it is none",
        arguments: [
            "S", "SGFsb", "SGFsbG8=SGFs", "SGFs*G8=", "=", "====", "SGF=sbG8", "SGFsbG8=.", "PD94bWw...",
            "QR==",
        ])
    func malformed(text: String) {
        for size in [1, 3, 100] {
            #expect(throws: Base64Pieces.Malformed.self) { try decoded(text, by: size, .tolerant) }
            #expect(throws: Base64Pieces.Malformed.self) { try decoded(text, by: size, .strict) }
        }
    }
}
