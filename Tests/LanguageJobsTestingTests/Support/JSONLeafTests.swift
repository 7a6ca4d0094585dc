import Foundation
import TestSupport
import Testing

@Suite("The leaves of a document")
struct JSONLeafTests {
    @Test("Every kind of leaf is found, with its path and the place where it stands")
    func kinds() throws {
        let document =
            #"{"a":[1, 1.0,{"b.c":true}],"d":{},"e":[],"f":null, "g":"x\n\u00e9\ud83d\ude00\/","h":{"i":-2E+3}}"#
        let leaves = try JSONLeaf.all(in: Data(document.utf8))
        #expect(
            leaves.map { "\($0.path) = \($0.value)" } == [
                "$.a[0] = 1", "$.a[1] = 1.0", #"$.a[2]["b.c"] = true"#, "$.d = {}", "$.e = []", "$.f = null",
                "$.g = \"x\n\u{E9}\u{1F600}/\"", "$.h.i = -2E+3",
            ])
        #expect(
            leaves.map { String(decoding: Array(document.utf8)[$0.range], as: UTF8.self) } == [
                "1", "1.0", "true", "{}", "[]", "null", #""x\n\u00e9\ud83d\ude00\/""#, "-2E+3",
            ])
    }

    @Test("A document may be a single leaf", arguments: [" 12 ", "12"])
    func single(document: String) throws {
        #expect(try JSONLeaf.all(in: Data(document.utf8)).map(\.path) == ["$"])
    }

    @Test(
        "Numbers are equal by their exact value",
        arguments: [
            ("100", "100.0", true), ("100", "1e2", true), ("100", "1.00E+2", true), ("0", "-0.0", true),
            ("0.001", "1e-3", true), ("-5", "-5.0", true), ("0", "0e5", true), ("10", "1e1", true),
            ("100", "101", false), ("1", "-1", false), ("1", "10", false), ("0.1", "0.01", false),
            ("9007199254740993", "9007199254740992", false), ("0.1", "0.10000000000000001", false),
            ("123", "12.3", false), ("1.5e3", "1500", true),
        ])
    func numbers(left: String, right: String, areEqual: Bool) throws {
        let values = try JSONLeaf.all(in: Data("[\(left),\(right)]".utf8)).map(\.value)
        #expect((values[0] == values[1]) == areEqual)
    }

    @Test("Kinds are kept apart", arguments: ["true", #""1""#, "null", "1.5", "[]", "{}"])
    func kindsApart(other: String) throws {
        let values = try JSONLeaf.all(in: Data("[1,\(other)]".utf8)).map(\.value)
        #expect(values[0] != values[1])
    }

    @Test("An integer is known by its spelling")
    func spelling() throws {
        let spelled = try JSONLeaf.all(in: Data("[-1,1.0,1e2]".utf8)).map { leaf in
            if case .number(let number) = leaf.value { number.isInteger } else { false }
        }
        #expect(spelled == [true, false, false])
    }

    @Test(
        "What is not JSON is refused with its place",
        arguments: [
            ("", 0, "expected a value or a digit"),
            ("[1,]", 3, "expected a value or a digit"),
            (#"{"a":1,}"#, 7, "expected a string"),
            (#"{"a" 1}"#, 5, "expected ':'"),
            (#"{"a":1"#, 6, "expected ','"),
            (#"{"a":1,"a":2}"#, 10, "the key 'a' is there twice"),
            ("tru", 3, "expected 'true'"),
            ("01", 2, "a number begins with 0"),
            ("1.", 2, "expected a value or a digit"),
            ("+1", 0, "expected a value or a digit"),
            ("NaN", 0, "expected a value or a digit"),
            ("1 2", 2, "something follows the document"),
            (#""a"#, 2, "a string has no end"),
            (#""\x""#, 3, "unknown escape"),
            (#""\u12g4""#, 3, "expected four hexadecimal digits"),
            (#""\ud83d\u0041""#, 13, "half a surrogate pair"),
            ("\"\u{1}\"", 2, "a control character stands in a string unescaped"),
        ])
    func refused(document: String, offset: Int, reason: String) {
        let error = #expect(throws: JSONSyntaxError.self) { try JSONLeaf.all(in: Data(document.utf8)) }
        #expect(error?.offset == offset)
        #expect(error?.reason == reason)
    }

    @Test("Bytes that are no UTF-8 are refused")
    func notUTF8() {
        #expect(throws: JSONSyntaxError.self) { try JSONLeaf.all(in: Data([0x22, 0xFF, 0x22])) }
    }

    @Test("Nesting without end is refused instead of overflowing the stack")
    func deep() {
        let document = Data(String(repeating: "[", count: 100_000).utf8)
        let error = #expect(throws: JSONSyntaxError.self) { try JSONLeaf.all(in: document) }
        #expect(error?.reason == "nested too deeply")
    }
}

@Suite("The mutations of a document")
struct JSONMutationTests {
    @Test(
        "A leaf becomes another of its kind, and nothing else changes",
        arguments: [
            ("true", ["false"]), ("7", ["8"]), ("-1", ["0"]), ("0.5", ["1.5"]), ("1e2", ["101"]),
            ("9007199254740993", ["9007199254740994"]),
            (#""queued""#, [#""queued-changed""#]), (#""""#, [#""-changed""#]),
            (#""a\"b""#, [#""a\"b-changed""#]),
            (#""12.5""#, [#""12.51""#]),
            (#""2026-04-13T11:21:23Z""#, [#""2026-04-13T11:22:23Z""#]),
            (#""2026-04-13T11:59:23.250+02:00""#, [#""2026-04-13T11:00:23.250+02:00""#]),
            (#""2026-04-13""#, [#""2026-04-13-changed""#]),
            ("null", ["true", "1", #""2026-01-02T03:04:05Z""#, #"["a"]"#, #"{"a":1}"#]),
            ("[]", []), ("{}", []),
        ])
    func mutations(leaf: String, others: [String]) throws {
        let mutations = try JSONMutation.all(in: Data(#"{ "first":"x", "leaf":\#(leaf) ,"last":1}"#.utf8))
        let ofLeaf = mutations.filter { $0.path == "$.leaf" }
        #expect(ofLeaf.map(\.replacement) == others)
        #expect(
            ofLeaf.map { String(decoding: $0.document, as: UTF8.self) }
                == others.map { #"{ "first":"x", "leaf":\#($0) ,"last":1}"# })
        #expect(mutations.count == others.count + 2)
    }
}
