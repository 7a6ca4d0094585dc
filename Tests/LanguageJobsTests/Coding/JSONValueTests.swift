import Foundation
import LanguageJobs
import Testing

@Suite struct JSONValueTests {
    private func decoded(_ text: String) throws -> JSONValue {
        try WireCoding.decode(JSONValue.self, from: text.data)
    }

    @Test(
        "Every kind of value is read as itself",
        arguments: [
            ("null", .null), ("true", .bool(true)), ("false", .bool(false)), ("0", .integer(0)),
            ("1", .integer(1)), ("-7", .integer(-7)), (#""1""#, .string("1")), (#""true""#, .string("true")),
            (#""""#, .string("")), ("0.5", .number(0.5)), ("-1e-3", .number(-0.001)), ("[]", .array([])),
            ("{}", .object([:])), (#""\u65e5\ud83e\uddea""#, .string("日🧪")),
            (
                "[1,[true,null],{\"a\":[]}]",
                .array([.integer(1), .array([.bool(true), .null]), .object(["a": .array([])])])
            ),
        ] as [(String, JSONValue)])
    func read(text: String, value: JSONValue) throws {
        #expect(try decoded(text) == value)
    }

    @Test(
        "An integer stays one to the last digit",
        arguments: [
            ("9007199254740993", 9_007_199_254_740_993), ("9223372036854775807", .max),
            ("-9223372036854775808", .min), ("10000", 10_000),
        ] as [(String, Int64)])
    func integers(text: String, value: Int64) throws {
        #expect(try decoded(text) == .integer(value))
        #expect(String(decoding: try WireCoding.encode(JSONValue.integer(value)), as: UTF8.self) == text)
    }

    @Test("A number beyond 64 bits is a number", arguments: ["9223372036854775808", "18446744073709551615"])
    func bigNumbers(text: String) throws {
        #expect(try decoded(text) == .number(try #require(Double(text))))
    }

    @Test("A whole number with a fraction of nothing is a whole number", arguments: ["10.0", "1e1"])
    func wholeNumbers(text: String) throws {
        #expect(try decoded(text) == .integer(10))
    }

    @Test("A truth value is no number, and the other way round")
    func truth() throws {
        #expect(try decoded("true") != .integer(1))
        #expect(try decoded("1") != .bool(true))
        #expect(try decoded("0") != .bool(false))
        #expect(
            String(decoding: try WireCoding.encode([JSONValue.bool(true), .integer(1)]), as: UTF8.self)
                == "[true,1]")
    }

    @Test(
        "What is no JSON is an error",
        arguments: ["", "nul", "{", "[1,", "{\"a\":}", "1e999", "\"\\q\"", "NaN"])
    func malformed(text: String) {
        #expect(throws: (any Error).self) { try decoded(text) }
    }

    @Test("A value that is nested five hundred times is read")
    func deep() throws {
        var value = try decoded(String(repeating: "[", count: 500) + "7" + String(repeating: "]", count: 500))
        var depth = 0
        while case .array(let items) = value, let first = items.first {
            value = first
            depth += 1
        }
        #expect(depth == 500)
        #expect(value == .integer(7))
    }

    @Test("A value is written with sorted members and plain slashes")
    func written() throws {
        let value = JSONValue.object([
            "b": .array([.null, .number(0.5), .string("a/b")]), "a": .object(["z": .bool(false)]),
        ])
        #expect(
            String(decoding: try WireCoding.encode(value), as: UTF8.self)
                == #"{"a":{"z":false},"b":[null,0.5,"a/b"]}"#)
    }

    @Test("Members and strings are reached without a ladder of cases")
    func access() throws {
        let value = try decoded(#"{"a":{"b":"c"},"n":1}"#)
        #expect(value["a"]?["b"]?.string == "c")
        #expect(value["n"]?.string == nil)
        #expect(value["x"] == nil)
        #expect(JSONValue.array([])["a"] == nil)
    }

    @Test("A value is written down as a literal, and its numbers keep their kind")
    func literals() throws {
        let value: JSONValue = [
            "a": .null, "b": true, "c": 10_000, "d": 10_000.0, "e": "x", "f": [1, 2.5], "g": [:], "h": [],
        ]
        #expect(
            String(decoding: try WireCoding.encode(value), as: UTF8.self)
                == #"{"a":null,"b":true,"c":10000,"d":10000.0,"e":"x","f":[1,2.5],"g":{},"h":[]}"#)
    }
}
