import Flixu
import Foundation
import Testing

@Suite("Texts in nested JSON")
struct NestedJSONTests {
    private static let file = #"""
        {
            "zebra": "Stripes",
          "menu": { "file": ["Open", "Close", {"deep": "Quit"}], "a.b": "dotted", "a": {"b": "nested"} },
          "empty": {}, "none": [ ], "blank": "", "symbols": "→ 100 % {{count}}",
          "count": 1.50, "big": 12345678901234567890, "exp": 1E+2, "yes": true, "no": false, "nothing": null,
          "escaped \u0041\n": "caf\u00e9 \ud83d\ude00 \"q\" \/ \\ tab\t",
        	"menu[0]": "bracket", "": "unnamed"
        }

        """#

    private static func catalogue() throws -> StringCatalogue {
        try StringCatalogue(Data(file.utf8), format: .json)
    }

    @Test("each string with letters is a unit with a key of its own")
    func units() throws {
        #expect(
            try Self.catalogue().units.map { [$0.key, $0.path, $0.text] } == [
                ["s1", "zebra", "Stripes"],
                ["s2", "menu.file[0]", "Open"],
                ["s3", "menu.file[1]", "Close"],
                ["s4", "menu.file[2].deep", "Quit"],
                ["s5", "menu[\"a.b\"]", "dotted"],
                ["s6", "menu.a.b", "nested"],
                ["s7", "[\"escaped A\n\"]", "café 😀 \"q\" / \\ tab\t"],
                ["s8", "[\"menu[0]\"]", "bracket"],
                ["s9", "[\"\"]", "unnamed"],
            ])
    }

    @Test("a file to which nothing is applied keeps its bytes")
    func untouched() throws {
        let catalogue = try Self.catalogue()
        let translated = try catalogue.applying([:], to: ["de"])
        #expect(translated["de"] == Data(Self.file.utf8))
        #expect(translated["fr"] == nil)
        #expect(translated.problems.count == 9)
    }

    @Test("only texts change: order, spaces, names and other values stay")
    func onlyTexts() throws {
        let translated = try Self.catalogue().applying([
            "de": [
                "s1": "Streifen", "s2": "Öffnen", "s3": "Schließen", "s4": "Beenden", "s5": "gepunktet",
                "s6": "geschachtelt", "s7": "Zeile\nund \"Zitat\" \\ \u{1}", "s8": "Klammer",
                "s9": "namenlos",
                "s10": "niemand",
            ]
        ])
        let expected = #"""
            {
                "zebra": "Streifen",
              "menu": { "file": ["Öffnen", "Schließen", {"deep": "Beenden"}], "a.b": "gepunktet", "a": {"b": "geschachtelt"} },
              "empty": {}, "none": [ ], "blank": "", "symbols": "→ 100 % {{count}}",
              "count": 1.50, "big": 12345678901234567890, "exp": 1E+2, "yes": true, "no": false, "nothing": null,
              "escaped \u0041\n": "Zeile\nund \"Zitat\" \\ \u0001",
            	"menu[0]": "Klammer", "": "namenlos"
            }

            """#
        #expect(translated["de"].map { String(decoding: $0, as: UTF8.self) } == expected)
        #expect(translated.problems == [])
    }

    @Test("languages are files of their own, in the order asked for")
    func languages() throws {
        let catalogue = try StringCatalogue(Data(#"["One", "Two"]"#.utf8), format: .json)
        let translated = try catalogue.applying(
            ["de": ["s1": "Eins", "s2": "Zwei"], "fr": ["s1": "Un"]], to: ["fr", "de", "fr"])
        #expect(translated.files.map(\.languages) == [["fr"], ["de"]])
        #expect(translated["fr"] == Data(#"["Un", "Two"]"#.utf8))
        #expect(translated["de"] == Data(#"["Eins", "Zwei"]"#.utf8))
        #expect(translated.problems.map(\.description) == ["fr, [1]: there is no translation"])
    }

    @Test("a byte order mark stays")
    func mark() throws {
        let catalogue = try StringCatalogue(Data("\u{FEFF}[\"One\"]".utf8), format: .json)
        #expect(try catalogue.applying(["de": ["s1": "Eins"]])["de"] == Data("\u{FEFF}[\"Eins\"]".utf8))
    }

    @Test("what is nested 256 levels deep is read, and deeper is refused")
    func depth() throws {
        let nested = { (depth: Int) in
            Data((String(repeating: "[", count: depth) + "\"x\"" + String(repeating: "]", count: depth)).utf8)
        }
        #expect(try StringCatalogue(nested(256), format: .json).units.map(\.text) == ["x"])
        for depth in [257, 200_000] {
            #expect {
                try StringCatalogue(nested(depth), format: .json)
            } throws: {
                ($0 as? ClientError)?.message.contains("it is nested deeper than 256 levels") == true
            }
        }
    }

    @Test(
        "what is no JSON is refused with its line and path",
        arguments: [
            ("", "line 1: the document ends where a value should stand"),
            ("\n\"text\"", "line 2: an object or an array must stand there"),
            ("{\"a\": 1\n} x", "line 2: something follows the end of the document"),
            ("{\n\"a\": {\"b\": tru}}", "line 2, at a.b: there is no JSON value"),
            ("{\"a\": [1, 2,]}", "line 1, at a[2]: there is no JSON value"),
            ("{\"a\": [1 2]}", "line 1, at a: “,” or “]” is missing"),
            ("{\"a\" \"b\"}", "line 1: “:” is missing after “a”"),
            ("{a: 1}", "line 1: a member has no name in quotation marks"),
            ("{\"a\": 1,\r\n\"b\": {\"c\": 1, \"c\": 2}}", "line 2, at b: the member “c” stands there twice"),
            (
                "{\"a\": \"x\ny\"}",
                "line 1, at a: a string has a line break or another control character in it"
            ),
            ("{\"a\": \"x}", "line 1, at a: a string has no end"),
            ("{\"a\": \"x\\", "line 1, at a: a string has no end"),
            ("{\"a\": \"\\x\"}", "line 1, at a: a string has an escape that JSON does not know"),
            ("{\"a\": \"\\u12\"}", "line 1, at a: “\\u” stands before no four digits"),
            (
                "{\"a\": \"\\ud83d!\"}",
                "line 1, at a: a string has half a character in it (a surrogate without its partner)"
            ),
            (
                "{\"a\": \"\\ude00\"}",
                "line 1, at a: a string has half a character in it (a surrogate without its partner)"
            ),
            ("{\"a\": -}", "line 1, at a: there is no JSON value"),
            ("{\"a\": 01}", "line 1: “,” or “}” is missing"),
            ("{\"a\": 1.}", "line 1, at a: there is no JSON value"),
            ("[", "line 1, at [0]: the document ends where a value should stand"),
        ])
    func refused(_ file: String, _ message: String) {
        #expect {
            try StringCatalogue(Data(file.utf8), format: .json, name: "en.json")
        } throws: {
            ($0 as? ClientError)?.code == .invalidRequest
                && ($0 as? ClientError)?.message == "en.json, \(message). Correct the file and read it again."
        }
    }

    @Test(
        "text of another encoding is refused",
        arguments: [
            ([0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00], "line 1: it is UTF-16; JSON must be UTF-8"),
            ([0xFF, 0xFE, 0, 0, 0x7B, 0, 0, 0], "line 1: it is UTF-32; only UTF-8 and UTF-16 are read"),
            ([0x0A, 0x7B, 0x22, 0xC3, 0x28, 0x22], "line 2: it is no UTF-8"),
            (
                [0x7B, 0x00, 0x7D, 0x00],
                "line 1: it is no UTF-8; for UTF-16 a byte order mark must stand first"
            ),
        ] as [([UInt8], String)])
    func encodings(_ bytes: [UInt8], _ message: String) {
        #expect {
            try StringCatalogue(Data(bytes), format: .json)
        } throws: {
            ($0 as? ClientError)?.message == "The json file, \(message). Correct the file and read it again."
        }
    }
}
