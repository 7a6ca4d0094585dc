import Foundation
import TestSupport
import Testing

@testable import LanguageJobsTesting

@Suite("Reading ZIP files")
struct ZIPReaderTests {
    @Test("Deflated and stored entries of another writer come back")
    func foreign() throws {
        let reader = try ZIPReader(StoredBody(Fixture.data("office/report.docx")))
        let types = try #require(try reader.content("[Content_Types].xml"))
        #expect(types.starts(with: Data("<?xml version=\"1.0\"".utf8)))
        #expect(types.suffix(8) == Data("</Types>".utf8))
        #expect(try reader.content("_rels/.rels")?.suffix(16) == Data("</Relationships>".utf8))
        #expect(try reader.content("WORD/Document.xml")?.suffix(13) == Data("</w:document>".utf8))
        #expect(try reader.content("word/other.xml") == nil)
    }

    @Test("What was written is read, also from a file on disk and behind a comment")
    func own() throws {
        let contents = [Data(), Data([0, 255, 10]), Data(repeating: 7, count: 1 << 21)]
        let names = ["empty", "dir/binary.bin", "茶.txt"]
        var file = try ZIPArchive(zip(names, contents).map { ZIPArchive.Entry($0, $1) }).serialized()
        // The last two bytes are the comment's length.
        file.replaceSubrange(file.count - 2..<file.count, with: Data([3, 0]) + Data("abc".utf8))
        let body = try StoredBody(file)
        #expect(body.bytesInMemory == 0)
        let reader = try ZIPReader(body)
        #expect(try names.map { try reader.content($0) } == contents)
    }

    @Test("A file that is none, or is cut, is refused", arguments: [0, 1, 21, 22, 700, 1_482])
    func cut(length: Int) throws {
        let file = try Fixture.data("office/report.docx").prefix(length)
        #expect(throws: ZIPReader.Failure("it has no directory")) { try ZIPReader(StoredBody(file)) }
    }

    @Test(
        "A damaged file is refused with the reason",
        arguments: [
            // Offsets from the end record, from the directory's only line, and from the start.
            (Place.end(16), [0xFF, 0xFF], "its directory is not where it should be"),
            (.end(10), [2], "its directory is damaged"),
            (.line(0), [0], "its directory is damaged"),
            (.line(8), [1], "a is encrypted"),
            (.line(10), [9], "a is compressed in a way that is not known"),
            (.line(10), [8], "a is damaged: the compressed data is malformed"),
            (.line(16), [1], "a is damaged"),
            (.line(20), [0xFF], "a is cut"),
            (.line(24), [1], "a is damaged"),
            (.line(27), [0xFF], "a is too large"),
            (.line(42), [5], "a is not where the directory says"),
            (.start(0), [5], "a is not where the directory says"),
            (.start(31), [5], "a is damaged"),
        ] as [(Place, [UInt8], String)])
    func damaged(place: Place, bytes: [UInt8], reason: String) throws {
        var file = try ZIPArchive([ZIPArchive.Entry("a", Data([0xFF, 0xFF]))]).serialized()
        let start =
            switch place {
            case .start(let offset): offset
            case .line(let offset): 33 + offset
            case .end(let offset): file.count - 22 + offset
            }
        file.replaceSubrange(start..<(start + bytes.count), with: bytes)
        #expect(throws: ZIPReader.Failure(reason)) {
            _ = try ZIPReader(StoredBody(file)).content("a")
        }
    }

    enum Place {
        case start(Int)
        case line(Int)
        case end(Int)
    }
}
