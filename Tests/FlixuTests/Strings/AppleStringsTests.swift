import Flixu
import Foundation
import Testing

@Suite("Files of Apple strings")
struct AppleStringsTests {
    private static let file = #"""
        /* A button; "not a key" = "x"; */
        "ok" = "OK then";
        // another = comment;
        plain.key-1 = "Plain" ;
          "quoted \"key\"" =
        	"Line one\nline \"two\" \\ tab\t caf\U00e9 \Ud83d\Ude00 \'s";

        'single' = 'It\'s "fine"';
        "OK; really";
        bare = Value;
        "symbols" = "%@ – 100";
        "empty" = "";
        /* the end */
        """#

    @Test("each value with letters is a unit, without its escapes")
    func units() throws {
        let catalogue = try StringCatalogue(Data(Self.file.utf8), format: .strings)
        #expect(
            catalogue.units.map { [$0.key, $0.path, $0.text] } == [
                ["s1", #""ok""#, "OK then"],
                ["s2", #""plain.key-1""#, "Plain"],
                ["s3", #""quoted "key"""#, "Line one\nline \"two\" \\ tab\t café 😀 's"],
                ["s4", #""single""#, "It's \"fine\""],
                ["s5", #""OK; really""#, "OK; really"],
                ["s6", #""bare""#, "Value"],
            ])
        #expect(catalogue.sourceLanguage == nil)
    }

    @Test("a file to which nothing is applied keeps its bytes")
    func untouched() throws {
        let catalogue = try StringCatalogue(Data(Self.file.utf8), format: .strings)
        #expect(try catalogue.applying([:], to: ["de"])["de"] == Data(Self.file.utf8))
    }

    @Test("only values change: order, comments and spaces stay")
    func onlyValues() throws {
        let catalogue = try StringCatalogue(Data(Self.file.utf8), format: .strings)
        let translated = try catalogue.applying([
            "de": [
                "s1": "Gut so", "s2": "Schlicht", "s3": "Zeile\nund \"Zitat\" \\ \u{1}", "s4": "Es geht's",
                "s5": "Gut; wirklich", "s6": "Wert",
            ]
        ])
        let expected = #"""
            /* A button; "not a key" = "x"; */
            "ok" = "Gut so";
            // another = comment;
            plain.key-1 = "Schlicht" ;
              "quoted \"key\"" =
            	"Zeile\nund \"Zitat\" \\ \U0001";

            'single' = "Es geht's";
            "OK; really" = "Gut; wirklich";
            bare = "Wert";
            "symbols" = "%@ – 100";
            "empty" = "";
            /* the end */
            """#
        #expect(translated["de"].map { String(decoding: $0, as: UTF8.self) } == expected)
    }

    /// The text in UTF-16 with a byte order mark, without the code under test.
    private static func utf16(_ text: String, isLittleEndian: Bool) -> Data {
        Data(
            ([0xFEFF] + Array(text.utf16)).flatMap { unit in
                let bytes = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
                return isLittleEndian ? bytes.reversed() : bytes
            })
    }

    @Test("UTF-16 is written as it was read", arguments: [true, false])
    func utf16(_ isLittleEndian: Bool) throws {
        let file = Self.utf16("\"a\" = \"One 😀\";\r\n\"b\" = \"Two\";\r\n", isLittleEndian: isLittleEndian)
        let catalogue = try StringCatalogue(file, format: .strings)
        #expect(catalogue.units.map(\.text) == ["One 😀", "Two"])
        #expect(try catalogue.applying([:], to: ["de"])["de"] == file)
        let translated = try catalogue.applying(["de": ["s1": "Eins 😀 é", "s2": "Zwei"]])
        #expect(
            translated["de"]
                == Self.utf16(
                    "\"a\" = \"Eins 😀 é\";\r\n\"b\" = \"Zwei\";\r\n", isLittleEndian: isLittleEndian))
    }

    @Test("a UTF-8 byte order mark stays")
    func mark() throws {
        let catalogue = try StringCatalogue(Data("\u{FEFF}\"a\" = \"One\";".utf8), format: .strings)
        #expect(
            try catalogue.applying(["de": ["s1": "Eins"]])["de"] == Data("\u{FEFF}\"a\" = \"Eins\";".utf8))
    }

    @Test("a file without entries has no units", arguments: ["", "\n\n", "/* nothing */", "// nothing"])
    func empty(_ file: String) throws {
        #expect(try StringCatalogue(Data(file.utf8), format: .strings).units == [])
    }

    @Test(
        "escapes mean what Foundation makes of them",
        arguments: [
            (#""\101\n\t\\\"\a""#, "A\n\t\\\"\u{7}"),
            (#""\q\é""#, "qé"),
            (#""\u00E9\U00e9x""#, "ééx"),
            ("\"one\\\ntwo\"", "one\ntwo"),
            ("\"one\ntwo\"", "one\ntwo"),
        ])
    func escapes(_ spelled: String, _ text: String) throws {
        let catalogue = try StringCatalogue(Data("k = \(spelled);".utf8), format: .strings)
        #expect(catalogue.units.map(\.text) == [text])
    }

    @Test(
        "what is no strings file is refused with its line",
        arguments: [
            (
                "\"a\" = \"1x\";\n\n\"a\" = \"2x\";",
                "line 3: the key “a” stands there a second time, first in line 1"
            ),
            ("\"a\" = \"b\";\na = \"c\";", "line 2: the key “a” stands there a second time, first in line 1"),
            ("\"a\" = \"b\"\n\"c\" = \"d\";", "line 2: “;” is missing after the entry “a”"),
            ("\"a\" = \"b", "line 1: the quotation mark of the value of “a” is never closed"),
            ("\n\"a = b;", "line 2: the quotation mark of the key is never closed"),
            ("\"a\" = \"b\\", "line 1: the quotation mark of the value of “a” is never closed"),
            ("\"a\" =", "line 1: the file ends where the value of “a” should stand"),
            (
                "\"a\" = ;",
                "line 1: the value of “a” is missing, or has characters that must stand in quotation marks"
            ),
            ("\"a\"", "line 1: “;” is missing after the entry “a”"),
            (
                "ü = \"b\";",
                "line 1: the key is missing, or has characters that must stand in quotation marks"
            ),
            ("\"a\" = \"b\";\r\n/* x", "line 2: a comment is never closed"),
            (
                "\"a\" = \"\\Ud83d\";",
                "line 1: “\\U” stands for half a character (a surrogate without its partner)"
            ),
            ("\"a\" = \"\\U12\";", "line 1: “\\U” stands before no four hexadecimal digits"),
            (
                "\"a\" = \"\\351\";",
                "line 1: an octal escape stands for no ASCII character; write “\\U” and four digits"
            ),
            (
                "<?xml version=\"1.0\"?>",
                "line 1: it is a property list; turn it into a plain .strings file first, or into an .xcstrings"
            ),
            (
                "bplist00",
                "line 1: it is a property list; turn it into a plain .strings file first, or into an .xcstrings"
            ),
            (
                "{ a = b; }",
                "line 1: it is a property list; turn it into a plain .strings file first, or into an .xcstrings"
            ),
        ])
    func refused(_ file: String, _ message: String) {
        #expect {
            try StringCatalogue(Data(file.utf8), format: .strings, name: "A.strings")
        } throws: {
            ($0 as? ClientError)?.message == "A.strings, \(message). Correct the file and read it again."
        }
    }

    @Test(
        "damaged UTF-16 is refused", arguments: [[0xFF, 0xFE, 0x22], [0xFE, 0xFF, 0xD8, 0x3D]] as [[UInt8]])
    func damaged(_ bytes: [UInt8]) {
        #expect {
            try StringCatalogue(Data(bytes), format: .strings)
        } throws: {
            ($0 as? ClientError)?.message.contains("it is no whole UTF-16") == true
        }
    }
}
