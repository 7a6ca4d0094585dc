import Foundation
import Testing

@testable import LanguageJobsTesting

@Suite struct JSONWalkerTests {
    /// What the text is, where it is one value and nothing else.
    private func kind(_ text: [UInt8]) -> JSONWalker.Kind? {
        text.withUnsafeBufferPointer { bytes in
            var walker = JSONWalker(bytes)
            guard let value = walker.value(), walker.isAtEnd() else { return nil }
            return value.kind
        }
    }

    @Test(
        "Every kind of value is told by its text",
        arguments: [
            (#""""#, JSONWalker.Kind.string), (#""a b""#, .string), (#""é😀""#, .string),
            (#""\"\\\/\b\f\n\r\t\u00e9\uD83D\uDE00""#, .string), ("\"\u{7F}\"", .string),
            ("0", .integer), ("-0", .integer), ("10", .integer), ("-907", .integer),
            ("0.5", .number), ("-0.0", .number), ("1e5", .number), ("1E+05", .number), ("2.50e-3", .number),
            ("true", .bool), ("false", .bool), ("null", .null),
            ("[]", .array), ("[ ]", .array), ("[1,\"a\" , [2], {}]", .array),
            ("{}", .object), ("{ }", .object), (#"{"a":1 , "b":{"c":[null]}}"#, .object),
            (" \t\r\n 5 \t\r\n ", .integer), (#"{"a":1,"a":2}"#, .object),
        ])
    func values(text: String, kind: JSONWalker.Kind) {
        #expect(self.kind(Array(text.utf8)) == kind)
    }

    @Test(
        "Text that is no JSON is told",
        arguments: [
            "", " ", "01", "-", "+1", ".5", "1.", "1.e5", "1e", "1e+", "0x10", "1 2", "NaN", "Infinity",
            "nul",
            "nulll", "True", "tru", "'a'", "\"a", "\"a\nb\"", "\"\u{0}\"", #""\a""#, #""\"#, #""\u12""#,
            #""\u12G4""#, #""\uD800""#, #""\uD800\n""#, #""\uD800\u0041""#, #""\uDC00""#, #""\uD83Dx""#, "[",
            "]",
            "[1", "[1,", "[1,]", "[,1]", "[1 2]", "[1}", "{", "}", "{]", #"{"a"}"#, #"{"a":}"#, #"{"a":1"#,
            #"{"a":1,}"#, #"{,"a":1}"#, #"{"a":1 "b":2}"#, #"{a:1}"#, "{1:2}", #"{"a":1}}"#, "// a\n1",
            "\u{FEFF}{}",
        ])
    func malformed(text: String) {
        #expect(kind(Array(text.utf8)) == nil)
    }

    @Test("It agrees with Foundation about every text that a change of one byte gives")
    func mutations() {
        let text = Array(#"{"a":[-1.5e3,{"b":"\u00e9\n"},null], "c":true}"#.utf8)
        var proper = 0
        for place in text.indices {
            for byte in UInt8(0x20)..<0x7F {
                var changed = text
                changed[place] = byte
                let isProper =
                    (try? JSONSerialization.jsonObject(with: Data(changed), options: .fragmentsAllowed))
                    != nil
                #expect((kind(changed) != nil) == isProper, "\(String(decoding: changed, as: UTF8.self))")
                proper += isProper ? 1 : 0
            }
        }
        #expect(proper > 500)
    }

    @Test(
        "Depth has a limit, so that no text exhausts the stack",
        arguments: [(128, true), (129, false), (1 << 20, false)])
    func depth(count: Int, isProper: Bool) {
        for (open, close) in [("[", "]"), (#"{"a":"#, "}")] {
            let text =
                String(repeating: open, count: count) + (open == "[" ? "" : "1")
                + String(repeating: close, count: count)
            #expect((kind(Array(text.utf8)) != nil) == isProper)
        }
    }
}
