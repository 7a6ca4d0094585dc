import Foundation
import LanguageJobsTesting
import Testing

@Suite("Refining a document")
struct RefinementDocumentTests {
    @Test("The sample becomes what a reader of before and after expects")
    func sample() throws {
        let document = try XLIFFDocument(parsing: SampleXLIFF.data)
        let options = RefinementOptions(maxRevisions: 3, domain: "IR", outputMode: .none)
        let refinement = try Refinement(of: document, options: options)
        #expect(
            refinement.document.segments.map { $0.target?.plainText } == [
                "クイック スタート ガイド [refined ×3, IR]",
                "ルーターを開梱し、電源に接続します。 [refined ×3, IR]",
                "ステータス ランプ が緑色に変わるまで待ちます… [refined ×3, IR]",
                "ブラウザーで  を開き、サインインします。 [refined ×3, IR]",
                "保存をクリックして変更を保存します。 準備はできましたか？ [refined ×3, IR]",
                "1,200",
                "到達距離は最大 50 m です (屋内では < 20 m). [refined ×3, IR]",
                "If a connection fails, contact our support team. [refined ×3, IR]",
            ])
    }

    @Test(
        "Sources, notes, tags, identifiers and numbers stay; every other target changes",
        arguments: XLIFFFixture.allCases, RefinementOptions.OutputMode.allCases)
    func invariants(fixture: XLIFFFixture, mode: RefinementOptions.OutputMode) throws {
        let original = try fixture.document()
        let options = RefinementOptions(domain: "A & B", outputMode: mode, customInstructions: "<\"'&>")
        let refined = try Refinement(of: original, options: options).document
        #expect(refined.segments.map(\.id) == original.segments.map(\.id))

        let (before, after) = (
            IndependentReading(original.serialized()), IndependentReading(refined.serialized())
        )
        try #require(after.isWellFormed)
        try #require(after.segments.count == before.segments.count)
        for (index, segment) in before.segments.enumerated() {
            let result = after.segments[index]
            #expect(result.source == segment.source)
            #expect(result.sourceTags == segment.sourceTags)
            #expect(result.notes == segment.notes)
            if original.segments[index].isNumeric {
                #expect(result.target == segment.target)
            } else {
                #expect(result.target != segment.target)
                let isNew = segment.target?.isEmpty ?? true
                #expect(result.targetTags == (isNew ? segment.sourceTags : segment.targetTags))
            }
        }
        for name in ["note", "source", "trans-unit", "unit", "segment", "file", "alt-trans", "match"] {
            #expect(Self.count(name, after) == Self.count(name, before), "\(name)")
        }
        let created = original.segments.filter { $0.target == nil && !$0.isNumeric }.count
        #expect(Self.count("target", after) == Self.count("target", before) + created)
    }

    @Test("A document in UTF-16 is refined in UTF-16")
    func encoding() throws {
        let text = text12("<trans-unit id='1'><source>Tea</source><target>茶.</target></trans-unit>", to: "ja")
        let data = try Data([0xFF, 0xFE]) + #require(text.data(using: .utf16LittleEndian))
        let options = RefinementOptions(maxRevisions: 2, outputMode: .none)
        let refined = try Refinement(of: XLIFFDocument(parsing: data), options: options).document.serialized()
        let expected = text.replacing("茶.", with: "茶。 [refined ×2]")
        #expect(refined == (try Data([0xFF, 0xFE]) + #require(expected.data(using: .utf16LittleEndian))))
    }

    @Test("The same job gives the same bytes", arguments: XLIFFFixture.allCases)
    func deterministic(fixture: XLIFFFixture) throws {
        let first = try Refinement(of: fixture.document(), options: RefinementOptions())
        let second = try Refinement(of: fixture.document(), options: RefinementOptions())
        #expect(first.document.serialized() == second.document.serialized())
        #expect(first.usage == second.usage)
    }

    @Test("A refined document can be refined again, and changes again", arguments: XLIFFFixture.allCases)
    func again(fixture: XLIFFFixture) throws {
        let once = try Refinement(of: fixture.document(), options: RefinementOptions()).document
        let read = try XLIFFDocument(parsing: once.serialized())
        let twice = try Refinement(of: read, options: RefinementOptions()).document
        for (before, after) in zip(read.segments, twice.segments) where !before.isNumeric {
            #expect(before.target != after.target)
        }
        #expect(IndependentReading(twice.serialized()).isWellFormed)
    }

    @Test("Any target text becomes different", arguments: [UInt64(11), 12])
    func anyText(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let pieces = [
            " ", "\t", "\n", ".", "...", ",", "茶", "a", "1", "[refined ×1]", " [refined ×1]", "\u{A0}", "！",
        ]
        for _ in 0..<200 {
            let target = (0..<6).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            let document = try document12(
                "<trans-unit id='1'><source>a</source><target>\(target)</target></trans-unit>", to: "ja")
            let options = RefinementOptions(maxRevisions: 1, outputMode: .none)
            let refined = try Refinement(of: document, options: options).document
            #expect(
                refined.segments[0].target?.plainText != document.segments[0].target?.plainText, "\(target)")
        }
    }

    // MARK: Usage

    @Test("Usage counts the scalars of sources and of final targets")
    func usage() throws {
        let units = """
            <trans-unit id="1"><source>Té<g id="1">a</g> &amp; 😀</source><target>茶</target></trans-unit>\
            <trans-unit id="2"><source>1,200</source><target>1 200.</target></trans-unit>\
            <trans-unit id="3"><source>42</source></trans-unit>
            """
        let document = try document12(units, to: "ja")
        var expected = RefinementUsage()
        expected.totalInputCharacters = 14
        expected.processedInputCharacters = 14
        expected.outputCharacters = 20
        #expect(try Refinement(of: document, options: RefinementOptions()).usage == expected)

        expected.processedInputCharacters = 7
        expected.skippedCharacters = 7
        expected.outputCharacters = 14
        let options = RefinementOptions(excludeNumericSegments: true)
        #expect(try Refinement(of: document, options: options).usage == expected)
    }

    @Test("A document without segments is refined to itself")
    func empty() throws {
        let document = try document12("")
        let refinement = try Refinement(of: document, options: RefinementOptions())
        #expect(refinement.document.serialized() == document.serialized())
        #expect(refinement.usage == RefinementUsage())
    }

    private static func count(_ name: String, _ reading: IndependentReading) -> Int {
        reading.elementNames.count { $0 == name }
    }
}
