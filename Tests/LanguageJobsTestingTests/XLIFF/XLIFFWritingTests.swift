import Foundation
import LanguageJobsTesting
import Testing

@Suite("Writing XLIFF")
struct XLIFFWritingTests {
    @Test("An unchanged document is written byte for byte", arguments: XLIFFFixture.allCases)
    func identity(fixture: XLIFFFixture) throws {
        let data = try fixture.data()
        #expect(try XLIFFDocument(parsing: data).serialized() == data)
    }

    @Test("A replaced target changes nothing but its content")
    func replace() throws {
        var document = try XLIFFFixture.manual1.document()
        try document.replaceTarget(
            of: document.segment("1/title"), with: XLIFFContent(text: "<A> & \"B\" ]]>"))
        let expected = try XLIFFFixture.manual1.text().replacing(
            "<target state=\"translated\">クイック  スタート ガイド</target>",
            with: "<target state=\"translated\">&lt;A&gt; &amp; \"B\" ]]&gt;</target>")
        #expect(try document.serializedText == expected)
        #expect(try document.segment("1/title").target?.plainText == "<A> & \"B\" ]]>")
    }

    @Test("A missing target is added on a line of its own after the source")
    func create12() throws {
        var document = try XLIFFFixture.manual1.document()
        try document.replaceTarget(of: document.segment("1/percent"), with: XLIFFContent(text: "１２％"))
        let expected = try XLIFFFixture.manual1.text().replacing(
            "<source>１２ ％</source>\n", with: "<source>１２ ％</source>\n            <target>１２％</target>\n")
        #expect(try document.serializedText == expected)
    }

    @Test("A missing target stands after the <seg-source>, with the xml:space of the source")
    func createAfterSegmentedSource() throws {
        var document = try XLIFFFixture.manual1.document()
        try document.replaceTarget(of: document.segment("1/two-sentences"), with: XLIFFContent(text: "一。 二。"))
        let expected = try XLIFFFixture.manual1.text().replacing(
            "Two.</mrk></seg-source>\n",
            with: "Two.</mrk></seg-source>\n          <target xml:space=\"preserve\">一。 二。</target>\n")
        #expect(try document.serializedText == expected)
    }

    @Test("A missing target of 2.0 is added with the tags of the source")
    func create20() throws {
        var document = try XLIFFFixture.manual2.document()
        let segment = try document.segment("1/u1/s2")
        try document.replaceTarget(of: segment, with: segment.source)
        let source = """
            Choose a <mrk id="m1" type="term" ref="#term">locale</mrk>.<ph id="2" dataRef="d3"/>Then wait...
            """
        let expected = try XLIFFFixture.manual2.text().replacing(
            "\(source)</source>\n",
            with: "\(source)</source>\n            <target xml:space=\"preserve\">\(source)</target>\n")
        #expect(try document.serializedText == expected)
    }

    @Test("Prefixes and empty tags are taken over")
    func prefixed() throws {
        var document = try XLIFFFixture.prefixed.document()
        let segments = Array(document.segments)
        try document.replaceTarget(of: segments[0], with: segments[0].source)
        try document.replaceTarget(of: segments[1], with: XLIFFContent(text: "Tee"))
        try document.replaceTarget(of: segments[2], with: XLIFFContent(text: "Kaffee"))
        try document.replaceTarget(of: segments[3], with: XLIFFContent(text: ""))
        let expected = try XLIFFFixture.prefixed.text()
            .replacing(
                "morning</xlf:g></xlf:source>\n",
                with:
                    "morning</xlf:g></xlf:source>\n\t\t\t\t<xlf:target>Good <xlf:g id='1'>morning</xlf:g></xlf:target>\n"
            )
            .replacing("state='new' />", with: "state='new'>Tee</xlf:target>")
            .replacing("Coffee</xlf:source>", with: "Coffee</xlf:source><xlf:target>Kaffee</xlf:target>")
            .replacing("<xlf:source/>", with: "<xlf:source/><xlf:target></xlf:target>")
        #expect(try document.serializedText == expected)
    }

    @Test("A namespace that only the source declares is declared on a new target too")
    func declaredOnSource() throws {
        var document = try document12(
            "<trans-unit id='1'><source xmlns:h='urn:h'>a<h:b/></source></trans-unit>")
        try document.replaceTarget(of: document.segments[0], with: document.segments[0].source)
        #expect(try document.serializedText.contains("</source><target xmlns:h='urn:h'>a<h:b/></target>"))
    }

    @Test("Content that the target already has changes no byte", arguments: XLIFFFixture.allCases)
    func sameContent(fixture: XLIFFFixture) throws {
        var document = try fixture.document()
        for segment in document.segments {
            if let target = segment.target { try document.replaceTarget(of: segment, with: target) }
        }
        #expect(document.serialized() == (try fixture.data()))
    }

    @Test("A target that is put back to what it was leaves no trace")
    func revert() throws {
        var document = try XLIFFFixture.manual1.document()
        let segment = try document.segment("1/code")
        try document.replaceTarget(of: segment, with: XLIFFContent(text: "other"))
        try document.replaceTarget(of: segment, with: try #require(segment.target))
        #expect(document.serialized() == (try XLIFFFixture.manual1.data()))
    }

    @Test("A copy of a document does not see later changes, nor does a segment taken before")
    func values() throws {
        var document = try XLIFFFixture.manual1.document()
        let (copy, segment) = (document, try document.segment("1/title"))
        try document.replaceTarget(of: segment, with: XLIFFContent(text: "new"))
        #expect(copy.serialized() == (try XLIFFFixture.manual1.data()))
        #expect(segment.target?.plainText == "クイック  スタート ガイド")
        #expect(try document.segment("1/title").target?.plainText == "new")
    }

    @Test("A carriage return in a new target survives reading")
    func carriageReturn() throws {
        var document = try XLIFFFixture.manual1.document()
        try document.replaceTarget(of: document.segment("1/title"), with: XLIFFContent(text: "a\rb\r\nc"))
        let read = try XLIFFDocument(parsing: document.serialized())
        #expect(try read.segment("1/title").target?.pieces == [.text("a\rb\r\nc")])
    }

    // MARK: What is refused

    @Test("A segment of another document is refused")
    func foreignSegment() throws {
        var document = try XLIFFFixture.manual1.document()
        let segment = try XLIFFFixture.manual1.document().segment("1/title")
        try expectRefusal("is of another document") {
            try document.replaceTarget(of: segment, with: XLIFFContent(text: "x"))
        }
        #expect(document.serialized() == (try XLIFFFixture.manual1.data()))
    }

    @Test("A tag of another segment is refused")
    func foreignTag() throws {
        var document = try XLIFFFixture.manual1.document()
        let foreign = try document.segment("1/keys").source
        try expectRefusal("has <bpt id=\"1\">{\\b </bpt>") {
            try document.replaceTarget(of: document.segment("1/save"), with: foreign)
        }
    }

    @Test(
        "Tags that do not nest are refused",
        arguments: [([0], "without its end tag"), ([1, 0], "closes nothing")])
    func unbalancedTags(order: [Int], message: String) throws {
        var document = try XLIFFFixture.manual1.document()
        let segment = try document.segment("1/save")
        let tags = segment.source.tags
        try expectRefusal(message) {
            try document.replaceTarget(of: segment, with: XLIFFContent(order.map { .tag(tags[$0]) }))
        }
    }

    @Test("A character that XML cannot hold is refused", arguments: ["\u{0}", "\u{1B}", "\u{FFFE}"])
    func forbiddenCharacter(character: String) throws {
        var document = try XLIFFFixture.manual1.document()
        try expectRefusal("character that XML cannot hold") {
            try document.replaceTarget(of: document.segment("1/save"), with: XLIFFContent(text: character))
        }
    }

    private func expectRefusal(_ message: String, _ body: () throws -> Void) throws {
        let error = try #require(throws: XLIFFError.self, performing: body)
        #expect(error.reason == .invalidTarget)
        #expect(error.line == nil)
        #expect(error.message.contains(message))
    }
}
