import Foundation
import Testing

@testable import LanguageJobsTesting

@Suite struct DocumentFormatTests {
    private static func translated(_ text: String, _ format: DocumentFormat, to language: String = "de")
        throws
        -> String
    {
        var translator = PseudoTranslator(to: language)
        let output = try format.translate(StoredBody(Data(text.utf8)), by: &translator)
        return String(decoding: try output.data(), as: UTF8.self)
    }

    @Test("A text is marked before its first word and otherwise stays, and its characters are counted")
    func text() {
        var translator = PseudoTranslator(to: "zh-TW")
        #expect(
            translator.translate("\n  Hi {name} %1$@ <b>x</b> 👍🏽 ") == "\n  ⟦zh-TW⟧ Hi {name} %1$@ <b>x</b> 👍🏽 "
        )
        // 30 of the text, where the picture is two, and 8 of the mark.
        #expect(translator.characters == 38)
        #expect(translator.translate(" \n") == " \n")
        #expect(translator.translate("") == "")
        #expect(translator.characters == 40)
        #expect(translator.translate("42") == "⟦zh-TW⟧ 42")
        #expect(translator.translateWords("42") == "42")
        #expect(translator.translateWords("４２ 円") == "⟦zh-TW⟧ ４２ 円")
    }

    @Test(
        "Formats that go by lines",
        arguments: [
            (
                DocumentFormat.text, "One\r\n\r\n  two \n3.\nfour",
                "⟦de⟧ One\r\n\r\n  ⟦de⟧ two \n3.\n⟦de⟧ four"
            ),
            (.text, "", ""), (.text, "\n", "\n"), (.text, "a\r", "⟦de⟧ a\r"),
            (
                .markdown, "# Title\n\n- item\n12. step\n> quote\n```swift\nlet a = 1\n```\n---\nEnd",
                "# ⟦de⟧ Title\n\n- ⟦de⟧ item\n12. ⟦de⟧ step\n> ⟦de⟧ quote\n```swift\nlet a = 1\n```\n---\n⟦de⟧ End"
            ),
            (
                .subtitles,
                "1\n00:00:01,000 --> 00:00:02,000\nHello\nyou\n\n2\n00:00:03,000 --> 00:00:04,000\n- No!\n",
                "1\n00:00:01,000 --> 00:00:02,000\n⟦de⟧ Hello\n⟦de⟧ you\n\n2\n00:00:03,000 --> 00:00:04,000\n⟦de⟧ - No!\n"
            ),
            (
                .subtitles,
                "WEBVTT - Title\n\nNOTE not this\n\nintro\n00:01.000 --> 00:02.000 line:0\nHello\n",
                "WEBVTT - Title\n\nNOTE not this\n\nintro\n00:01.000 --> 00:02.000 line:0\n⟦de⟧ Hello\n"
            ),
            (
                .strings,
                "/* A \"b\" = \"c\"; */\n\"key\" = \"Say \\\"hi\\\" to %@\";\n/* two\n\"x\" = \"y\";\n*/\n  \"k\"=\"v\";\n// end",
                "/* A \"b\" = \"c\"; */\n\"key\" = \"⟦de⟧ Say \\\"hi\\\" to %@\";\n/* two\n\"x\" = \"y\";\n*/\n  \"k\"=\"⟦de⟧ v\";\n// end"
            ),
            (.strings, "\"broken = x\n\"a\" \"b\"\n\"a\" = b;", "\"broken = x\n\"a\" \"b\"\n\"a\" = b;"),
            (
                .yaml,
                "en:\n  title: Hello %{name}\n  quoted: \"Sign: up\"\n  single: 'It''s'\n  n: 42\n  t: true\n  url: &a x\n",
                "en:\n  title: ⟦de⟧ Hello %{name}\n  quoted: \"⟦de⟧ Sign: up\"\n  single: '⟦de⟧ It''s'\n  n: 42\n  t: true\n  url: &a x\n"
            ),
            (
                .yaml, "list:\n- one\n- key: two\n  - - three\n# a: b\nempty: \nblock: |\n",
                "list:\n- ⟦de⟧ one\n- key: ⟦de⟧ two\n  - - ⟦de⟧ three\n# a: b\nempty: \nblock: |\n"
            ),
        ])
    func lines(format: DocumentFormat, text: String, expected: String) throws {
        #expect(try Self.translated(text, format) == expected)
    }

    @Test(
        "Markup: the text between tags",
        arguments: [
            ("<p>Hello <b>you</b>\n</p>", "<p>⟦fr⟧ Hello <b>⟦fr⟧ you</b>\n</p>"),
            (
                "<?xml version=\"1.0\"?><!-- no --><a t=\"no\"><![CDATA[no]]>yes</a>",
                "<?xml version=\"1.0\"?><!-- no --><a t=\"no\"><![CDATA[no]]>⟦fr⟧ yes</a>"
            ),
            (
                "<style>p > b {}</style><script>a < b</script>x",
                "<style>p > b {}</style><script>a < b</script>⟦fr⟧ x"
            ),
            ("plain", "⟦fr⟧ plain"), ("a <unclosed", "⟦fr⟧ a <unclosed"), ("", ""),
            ("<!-- unclosed", "<!-- unclosed"),
        ])
    func markup(text: String, expected: String) throws {
        #expect(try Self.translated(text, .markup, to: "fr") == expected)
    }

    @Test(
        "JSON: strings that are values, and the rest byte for byte",
        arguments: [
            (
                #"{ "a" : "Hi", "b":{"c":["x", 1.0, null, "7"]},"d" : "" }"#,
                #"{ "a" : "⟦fr⟧ Hi", "b":{"c":["⟦fr⟧ x", 1.0, null, "7"]},"d" : "" }"#
            ),
            (#"{"a\"b":"line\nfeed \u00e9 \"q\" /"}"#, #"{"a\"b":"⟦fr⟧ line\nfeed é \"q\" /"}"#),
            (#""top""#, #""⟦fr⟧ top""#), ("[]", "[]"), (" 5 ", " 5 "),
        ])
    func json(text: String, expected: String) throws {
        #expect(try Self.translated(text, .json, to: "fr") == expected)
    }

    @Test(
        "What is no JSON is refused",
        arguments: ["", "{", #"{"a":"b"} x"#, #"{"a":"b}"#, #"["\x"]"#, "{'a':1}"])
    func notJSON(text: String) {
        #expect(throws: DocumentFault("it is not JSON")) { try Self.translated(text, .json) }
    }

    @Test("gettext: the header stays, plural forms and texts over lines are filled")
    func gettext() throws {
        let text = """
            msgid ""
            msgstr ""
            "Language: de\\n"

            #: a.c:1
            msgctxt "menu"
            msgid "Open"
            msgstr "was here"
            "and here"

            msgid ""
            "Two "
            "lines\\n"
            msgstr ""

            msgid "%d file"
            msgid_plural "%d files"
            msgstr[0] ""
            msgstr[1] ""
            """
        let expected = """
            msgid ""
            msgstr ""
            "Language: de\\n"

            #: a.c:1
            msgctxt "menu"
            msgid "Open"
            msgstr "⟦de⟧ Open"

            msgid ""
            "Two "
            "lines\\n"
            msgstr "⟦de⟧ Two lines\\n"

            msgid "%d file"
            msgid_plural "%d files"
            msgstr[0] "⟦de⟧ %d file"
            msgstr[1] "⟦de⟧ %d files"
            """
        #expect(try Self.translated(text, .gettext) == expected)
    }

    @Test(
        "Comma-separated values: all but the first row and the first of several columns",
        arguments: [
            (
                "key,text\na,Hello\nb,\"One, \"\"two\"\"\nthree\"\n",
                "key,text\na,⟦de⟧ Hello\nb,\"⟦de⟧ One, \"\"two\"\"\nthree\"\n"
            ),
            ("text\r\nHello\r\n7\r\nyou", "text\r\n⟦de⟧ Hello\r\n7\r\n⟦de⟧ you"),
            ("k,a,b\n1,x,,", "k,a,b\n1,⟦de⟧ x,,"), ("only header", "only header"), ("", ""),
        ])
    func table(text: String, expected: String) throws {
        #expect(try Self.translated(text, .table) == expected)
    }

    @Test("XLIFF: every segment gets its source as its target, with the tags")
    func xliff() throws {
        let text = """
            <xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" \
            source-language="en" target-language="de" datatype="plaintext"><body>\
            <trans-unit id="1"><source>Good morning</source><target>old</target></trans-unit>\
            <trans-unit id="2"><source><g id="1">One</g> &amp; two</source></trans-unit>\
            </body></file></xliff>
            """
        let output = try Self.translated(text, .xliff)
        let targets = try XLIFFDocument(parsing: Data(output.utf8)).segments.map { $0.target?.plainText }
        #expect(targets == ["⟦de⟧ Good morning", "⟦de⟧ One & two"])
        #expect(output.contains("<target><g id=\"1\">⟦de⟧ One</g> &amp; two</target>"))
    }

    @Test("DOCX: a document of the translated paragraphs")
    func word() throws {
        let document = try OfficeDocument.docx(paragraphs: ["Title", "", "42", "Some text"])
        var translator = PseudoTranslator(to: "de")
        let output = try DocumentFormat.word.translate(StoredBody(document), by: &translator)
        let package = try #require(try OfficePackage(try ZIPReader(output)))
        #expect(try OfficeText.lines(of: package) == ["⟦de⟧ Title", "", "42", "⟦de⟧ Some text"])
    }

    @Test("A spreadsheet is no text document")
    func notWord() throws {
        let sheet = try OfficeDocument.xlsx(rows: [["a"]])
        var translator = PseudoTranslator(to: "de")
        #expect(throws: DocumentFault("it is not DOCX")) {
            try DocumentFormat.word.translate(StoredBody(sheet), by: &translator)
        }
    }
}
