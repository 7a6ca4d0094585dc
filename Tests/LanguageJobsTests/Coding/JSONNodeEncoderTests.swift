import Foundation
import LanguageJobs
import Testing

@Suite("A value that is written with the kinds of its numbers")
struct JSONNodeEncoderTests {
    private func text(_ value: some Encodable) throws -> String {
        String(decoding: try WireCoding.encode(value), as: UTF8.self)
    }

    private struct Numbers: Encodable {
        var double = 10_000.0
        var small = 0.1
        var negative = -3.0
        var float: Float = 0.1
        var whole: Float = 2
        var integer = 10_000
        var byte: UInt8 = 255
        var long = Int64.min
        var unsigned = UInt64(7)
        var decimal: Decimal = 12
        var price = Decimal(string: "12.34") ?? 0
    }

    @Test("keeps the fraction of each number that has one, also when it is nothing")
    func numbers() throws {
        #expect(
            try text(Numbers())
                == #"{"byte":255,"decimal":12.0,"double":10000.0,"float":0.1,"integer":10000,"long":-9223372036854775808,"negative":-3.0,"price":12.34,"small":0.1,"unsigned":7,"whole":2.0}"#
        )
    }

    @Test(
        "writes large and small numbers as JSON that reads back the same",
        arguments: [1e16, 1e20, 1.5e300, 2.5e-308, -0.0, 123_456_789.125, .greatestFiniteMagnitude])
    func extremes(number: Double) throws {
        let written = try WireCoding.encode(JSONValue.number(number))
        #expect(try JSONDecoder().decode(Double.self, from: written) == number)
    }

    @Test("takes a number that no 64 bits hold for the nearest one")
    func unsigned() throws {
        #expect(try text([UInt64.max]) == "[1.8446744073709552e+19]")
    }

    private struct Special: Encodable {
        var date = Date(timeIntervalSince1970: 1_776_079_283)
        var fraction = Date(timeIntervalSince1970: 1_776_079_283.25)
        var url = URL(string: "https://example.com/a/b?c=d")
        var data = Data([0, 255, 62])
        var uuid = UUID(uuidString: "E621E1F8-C36C-495A-93FC-0C247A3E6E5F")
        var dates: [Date?] = [Date(timeIntervalSince1970: 0), nil]
        var byName = ["b": URL(string: "x:y"), "a": nil]
        var byNumber = [7: true]
    }

    @Test("writes dates in ISO 8601 and the rest as Foundation does")
    func special() throws {
        #expect(
            try text(Special())
                == #"{"byName":{"a":null,"b":"x:y"},"byNumber":{"7":true},"data":"AP8+","date":"2026-04-13T11:21:23Z","dates":["1970-01-01T00:00:00Z",null],"fraction":"2026-04-13T11:21:23.250000Z","url":"https://example.com/a/b?c=d","uuid":"E621E1F8-C36C-495A-93FC-0C247A3E6E5F"}"#
        )
    }

    @Test("leaves out members without a value, as Foundation does")
    func absent() throws {
        struct Value: Encodable {
            var a: Int?
            var b: String? = "x"
            var c: Double?
            var d: Date?
        }
        #expect(try text(Value()) == #"{"b":"x"}"#)
    }

    private class Base: Encodable {
        let base = 1
    }

    private final class Derived: Base {
        enum Keys: CodingKey { case own, list, nested, inherited, again }

        override func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Keys.self)
            try container.encode(2.0, forKey: .own)
            var list = container.nestedUnkeyedContainer(forKey: .list)
            try list.encode(1)
            try list.encodeNil()
            try list.encode(contentsOf: ["a", "b"])
            var inner = list.nestedContainer(keyedBy: Keys.self)
            try inner.encode(false, forKey: .own)
            var deep = list.nestedUnkeyedContainer()
            try deep.encode(Float(1))
            try super.encode(to: list.superEncoder())
            var first = container.nestedContainer(keyedBy: Keys.self, forKey: .again)
            try first.encode(1, forKey: .own)
            var second = container.nestedContainer(keyedBy: Keys.self, forKey: .again)
            try second.encodeNil(forKey: .list)
            try super.encode(to: container.superEncoder(forKey: .inherited))
            try super.encode(to: container.superEncoder())
        }
    }

    @Test("is put together from nested containers and what a class inherits")
    func nested() throws {
        #expect(
            try text(Derived())
                == #"{"again":{"list":null,"own":1},"inherited":{"base":1},"list":[1,null,"a","b",{"own":false},[1.0],{"base":1}],"own":2.0,"super":{"base":1}}"#
        )
    }

    private enum Shape: String, Encodable { case round }

    private enum Choice: Encodable {
        case plain
        case with(Double, name: String)
    }

    @Test("knows enumerations of both kinds")
    func enumerations() throws {
        #expect(try text([Shape.round]) == #"["round"]"#)
        #expect(
            try text([Choice.plain, .with(1, name: "n")]) == #"[{"plain":{}},{"with":{"_0":1.0,"name":"n"}}]"#
        )
    }

    @Test("refuses a number that is not finite, wherever it is", arguments: [Double.nan, .infinity])
    func notFinite(number: Double) {
        #expect(throws: EncodingError.self) { try text(["a": [number]]) }
        #expect(throws: EncodingError.self) { try text([Float(number)]) }
        #expect(throws: EncodingError.self) { try text(JSONValue.array([.number(number)])) }
    }

    @Test("escapes what JSON wants escaped, and nothing else")
    func strings() throws {
        let text = try text(["a\"\\b": "\u{0}\u{1F}\n\r\t/é日🧪\u{7F}\u{2028}"])
        #expect(
            text == #"{"a\"\\b":"\u0000\u001f\n\r\t/é日🧪"# + "\u{7F}\u{2028}\"}")
    }
}
