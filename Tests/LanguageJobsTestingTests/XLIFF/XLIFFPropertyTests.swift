import Foundation
import LanguageJobsTesting
import Testing

@Suite("Properties of the XLIFF reader")
struct XLIFFPropertyTests {
    @Test("Foundation's parser finds the same segments", arguments: XLIFFFixture.allCases)
    func independentReading(fixture: XLIFFFixture) throws {
        let reading = IndependentReading(try fixture.data())
        #expect(reading.isWellFormed)
        #expect(!reading.segments.isEmpty)
        #expect(try fixture.document().segments.map(IndependentReading.Segment.init) == reading.segments)
    }

    @Test(
        "Foundation's parser finds every replaced target and all else as before",
        arguments: XLIFFFixture.allCases)
    func independentReadingOfChanges(fixture: XLIFFFixture) throws {
        var document = try fixture.document()
        var expected = IndependentReading(try fixture.data()).segments
        for (position, segment) in document.segments.enumerated() {
            try document.replaceTarget(of: segment, with: segment.source)
            expected[position].target = expected[position].source
            expected[position].targetTags = expected[position].sourceTags
        }
        #expect(IndependentReading(document.serialized()).segments == expected)
        #expect(
            try XLIFFDocument(parsing: document.serialized()).segments.map(\.id)
                == document.segments.map(\.id))
    }

    @Test("A file that is cut anywhere before its end is refused", arguments: XLIFFFixture.allCases)
    func truncation(fixture: XLIFFFixture) throws {
        let data = try fixture.data()
        let end = try #require(data.lastRange(of: Data("xliff>".utf8))).upperBound
        var generator = SeededRandom(seed: 1)
        for _ in 0..<200 {
            let length = Int.random(in: 0..<end, using: &generator)
            #expect(throws: XLIFFError.self, "cut at \(length)") {
                try XLIFFDocument(parsing: data.prefix(length))
            }
        }
    }

    @Test(
        "Flipped bytes never crash, never pass where Foundation refuses, and never get lost",
        arguments: XLIFFFixture.allCases, [UInt64(1), 2, 3])
    func mutation(fixture: XLIFFFixture, seed: UInt64) throws {
        let original = try fixture.data()
        var generator = SeededRandom(seed: seed)
        var accepted = 0
        for _ in 0..<120 {
            var data = original
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let index = Int.random(in: data.indices, using: &generator)
                data[index] = Self.interesting.randomElement(using: &generator) ?? 0
            }
            guard var document = try? XLIFFDocument(parsing: data) else { continue }
            accepted += 1
            #expect(document.serialized() == data)
            #expect(IndependentReading(data).isWellFormed, "\(String(decoding: data, as: UTF8.self))")
            for segment in document.segments { try document.replaceTarget(of: segment, with: segment.source) }
            #expect(IndependentReading(document.serialized()).isWellFormed)
        }
        #expect(accepted > 0)
    }

    @Test("Text of any characters comes back from a target", arguments: [UInt64(7), 8])
    func anyText(seed: UInt64) throws {
        var generator = SeededRandom(seed: seed)
        for _ in 0..<100 {
            var document = try XLIFFFixture.prefixed.document()
            let text = String((0..<20).map { _ in Self.characters.randomElement(using: &generator) ?? "x" })
            try document.replaceTarget(of: document.segments[0], with: XLIFFContent(text: text))
            let read = try XLIFFDocument(parsing: document.serialized())
            #expect(read.segments[0].target?.plainText == text)
            #expect(IndependentReading(document.serialized()).segments[0].target == text)
        }
    }

    private static let interesting: [UInt8] =
        Array("<>&;\"'/=!-[]? \n\r\tax:1#%".utf8) + [0x00, 0x80, 0xC2, 0xE3, 0xFF]
    private static let characters: [Character] = Array("<>&;\"'/]- \n\t茶é😀a%")
}
