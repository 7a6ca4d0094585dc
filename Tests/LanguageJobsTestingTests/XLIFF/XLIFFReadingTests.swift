import Foundation
import LanguageJobsTesting
import Testing

@Suite("Reading XLIFF")
struct XLIFFReadingTests {
    @Test("Version and languages are those of the document")
    func header() throws {
        let one = try XLIFFFixture.manual1.document()
        #expect(one.version == "1.2")
        #expect(one.sourceLanguage == "en")
        #expect(one.targetLanguage == "ja")
        let two = try XLIFFFixture.manual2.document()
        #expect(two.version == "2.0")
        #expect(two.sourceLanguage == "en")
        #expect(two.targetLanguage == "ja")
    }

    @Test("A document may leave out its target language")
    func noTargetLanguage() throws {
        let document = try document12("")
        #expect(document.sourceLanguage == "en")
        #expect(document.targetLanguage == nil)
        #expect(document.segments.isEmpty)
    }

    @Test("2.1 and 2.2 are read as 2.0 is", arguments: [("2.1", "2.0"), ("2.2", "2.2"), ("2.2", "2.0")])
    func laterVersions(version: String, namespace: String) throws {
        let text = """
            <xliff version="\(version)" srcLang="en" xmlns="urn:oasis:names:tc:xliff:document:\(namespace)">\
            <file id="f"><unit id="u"><segment id="s"><source>Tea</source></segment></unit></file></xliff>
            """
        let document = try XLIFFDocument(parsing: Data(text.utf8))
        #expect(document.version == version)
        #expect(document.segments.map(\.id) == ["1/u/s"])
    }

    @Test("1.2 without a namespace is read, as many tools write it")
    func noNamespace() throws {
        let text = """
            <xliff version="1.2"><file source-language="en"><body>\
            <trans-unit id="1"><source>Tea</source></trans-unit></body></file></xliff>
            """
        let document = try XLIFFDocument(parsing: Data(text.utf8))
        #expect(document.segments.map(\.source.plainText) == ["Tea"])
    }

    @Test("Identifiers name file and unit of 1.2, in groups and several files")
    func identifiers12() throws {
        #expect(
            try XLIFFFixture.manual1.document().segments.map(\.id) == [
                "1/title", "1/save", "1/keys", "1/open", "1/price", "1/percent", "1/code", "1/two-sentences",
                "1/logo-alt", "2/title",
            ])
    }

    @Test("Identifiers name file, unit and segment of 2.0; a missing one becomes a number")
    func identifiers20() throws {
        #expect(
            try XLIFFFixture.manual2.document().segments.map(\.id) == [
                "1/u1/s1", "1/u1/s2", "1/u1/#3", "1/u2/s1", "1/u2/s2", "2/u1/s1",
            ])
    }

    @Test("Repeated identifiers are told apart, whatever they look like")
    func repeatedIdentifiers() throws {
        #expect(
            try XLIFFFixture.prefixed.document().segments.map(\.id) == ["1/1", "1/2", "1/2~2", "1/Ü \"3\" <"])
        let ids = ["a", "a", "a~2", "a~2", "a", nil]
        let units = ids.map { "<trans-unit\($0.map { " id='\($0)'" } ?? "")><source/></trans-unit>" }
        let read = try document12(units.joined()).segments.map(\.id)
        #expect(read == ["1/a", "1/a~2", "1/a~2~2", "1/a~2~3", "1/a~3", "1/#6"])
    }

    @Test("Only the source and target of a unit count, not those of its matches")
    func matches() throws {
        let one = try XLIFFFixture.manual1.document().segment("1/save")
        #expect(one.source.plainText == "Click Save & close to keep your changes.")
        #expect(one.target?.plainText == "保存して閉じるをクリックして,変更を保存します.")
        let two = try XLIFFFixture.manual2.document().segment("1/u1/s1")
        #expect(two.source.plainText == "Open the Settings menu.")
        #expect(two.target?.plainText == "設定 メニューを  開きます .")
    }

    @Test("A missing target is nil and an empty one is empty")
    func missingTargets() throws {
        let one = try XLIFFFixture.manual1.document()
        #expect(try one.segment("1/open").target == nil)
        #expect(try one.segment("1/keys").target?.pieces == [])
        #expect(try one.segment("2/title").target?.pieces == [])
        let two = try XLIFFFixture.manual2.document()
        #expect(try two.segment("1/u1/s2").target == nil)
        #expect(try two.segment("1/u1/#3").target?.pieces == [])
    }

    @Test("Notes are those of the unit, in order, with their references resolved")
    func notes() throws {
        let one = try XLIFFFixture.manual1.document()
        #expect(try one.segment("1/title").notes == ["The title of the manual.", "Keep it short & clear."])
        #expect(try one.segment("1/save").notes == [])
        let two = try XLIFFFixture.manual2.document()
        let shared = ["On the <welcome> page.", "“Settings” is a menu."]
        #expect(try two.segment("1/u1/s1").notes == shared)
        #expect(try two.segment("1/u1/#3").notes == shared)
        #expect(try two.segment("1/u2/s1").notes == [])
    }

    @Test("Elements with native code are one tag, their content is no text")
    func nativeCode() throws {
        let source = try XLIFFFixture.manual1.document().segment("1/keys").source
        #expect(source.plainText == "Press Ctrl+, then .")
        #expect(
            source.tags.map(\.raw) == [
                "<bpt id=\"1\">{\\b </bpt>", "<ept id=\"1\">}</ept>", "<x id=\"2\"/>",
                "<ph id=\"3\" ctype=\"x-key\">&lt;key\n  name=\"enter\"/&gt; <sub>hint</sub></ph>",
            ])
        #expect(source.tags.allSatisfy { $0.kind == .standalone })
    }

    @Test("Pieces are text and tags in order")
    func pieces() throws {
        let source = try XLIFFFixture.manual1.document().segment("1/open").source
        let description = source.pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .tag(let tag): "\(tag.kind):\(tag.name)"
            }
        }
        #expect(
            description == [
                "standalone:it", "Wait for the con-\nnection", "standalone:bx", " to be ", "opening:mrk",
                "established", "standalone:ex", "closing:mrk", "…",
            ])
    }

    @Test("The inline tags of 2.0 are kept, containers as two")
    func inlineTags20() throws {
        let document = try XLIFFFixture.manual2.document()
        #expect(
            try document.segment("1/u2/s2").source.tags.map(\.raw) == [
                "<sc id=\"1\"/>", "<sm id=\"m1\" type=\"comment\" value=\"a > b\"/>", "<em startRef=\"m1\"/>",
                "<ec startRef=\"1\"/>",
            ])
        #expect(try document.segment("1/u1/s2").source.tags.map(\.name) == ["mrk", "mrk", "ph"])
        #expect(try document.segment("1/u1/s1").source.tags.map(\.kind) == [.opening, .closing])
        #expect(try document.segment("1/u1/#3").source.plainText == "R&D costs < 500")
    }

    @Test("CDATA, references and comments are read as XML says")
    func text() throws {
        let code = try XLIFFFixture.manual1.document().segment("1/code")
        #expect(code.source.plainText == "if (a < b && c > d) return \"x\"; is code.")
        #expect(code.source.tags.map(\.raw) == ["<!-- how? -->"])
        #expect(code.source.tags.map(\.kind) == [.remark])
        let units =
            "<trans-unit id='1'><source>&lt;&#x1F600;&#233;&apos;&quot;&gt;\r\na\rb<![CDATA[\r\n&amp;]]></source></trans-unit>"
        #expect(try document12(units).segments[0].source.pieces == [.text("<😀é'\">\na\nb\n&amp;")])
    }

    @Test("Prefixed elements, single quotes and > in values are read")
    func prefixes() throws {
        let document = try XLIFFFixture.prefixed.document()
        #expect(document.segments.map(\.source.plainText) == ["Good morning", "Tea", "Coffee", ""])
        #expect(try document.segment("1/1").source.tags.map(\.raw) == ["<xlf:g id='1'>", "</xlf:g>"])
        #expect(try document.segment("1/1").source.tags.map(\.name) == ["g", "g"])
    }

    @Test(
        "A segment is numeric when it has digits and no letters",
        arguments: [
            ("1,200.50", true), ("１２ ％", true), ("-3 – 5", true), ("2026/01/15", true), ("½", true),
            ("٣٤", true), ("<x id='1'/>7", true), ("&#49;", true), ("5 kg", false), ("一", false),
            ("Ⅳ", false),
            ("–", false), ("", false), ("A1", false), ("1й", false), ("<ph id='1'>7</ph>", false),
        ])
    func numeric(source: String, isNumeric: Bool) throws {
        let document = try document12("<trans-unit id='1'><source>\(source)</source></trans-unit>")
        #expect(document.segments[0].isNumeric == isNumeric)
    }

    @Test("Elements are known by their place and namespace, not by their name alone")
    func strangers() throws {
        let units = """
            <trans-unit id="1"><source>Tea</source><m:target xmlns:m="urn:m">no</m:target>\
            <target xmlns="urn:m">no</target>\
            <x xmlns="urn:m"><trans-unit id="9"><source>no</source></trans-unit></x>\
            <target>Tee</target><target2/></trans-unit><trans-units><source>no</source></trans-units>
            """
        let document = try document12(units)
        #expect(document.segments.map(\.source.plainText) == ["Tea"])
        #expect(document.segments[0].target?.plainText == "Tee")
    }

    @Test("The sample has eight segments: a number, and one that is not translated")
    func sample() throws {
        let document = try XLIFFDocument(parsing: SampleXLIFF.data)
        #expect(document.sourceLanguage == "en")
        #expect(document.targetLanguage == "ja")
        #expect(
            document.segments.map(\.id) == [
                "1/title", "1/unpack", "1/wait", "1/open", "1/save", "1/speed", "1/range", "1/support",
            ])
        #expect(document.segments.filter(\.isNumeric).map(\.id) == ["1/speed"])
        #expect(document.segments.filter { $0.target == nil }.map(\.id) == ["1/support"])
    }

    @Test("Content joins neighbouring texts and leaves out empty ones")
    func joining() {
        let content = XLIFFContent([.text("a"), .text(""), .text("b")])
        #expect(content.pieces == [.text("ab")])
        #expect(content == XLIFFContent(text: "ab"))
        #expect(XLIFFContent(text: "").pieces == [])
    }
}
