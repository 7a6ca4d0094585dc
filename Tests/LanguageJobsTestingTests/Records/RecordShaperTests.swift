import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

@Suite struct RecordShaperTests {
    /// The record that an input gives; `nil`: the input is no object.
    private func record(_ input: String, like example: String) throws -> String? {
        let example = try JSONDecoder().decode(EmulatorJSON.self, from: Data(example.utf8))
        guard case .object(let members) = example else { throw CocoaError(.coderInvalidValue) }
        var shaper = try RecordShaper(example: members)
        var output = Array("<".utf8)
        let isMade = Array(input.utf8).withUnsafeBufferPointer { shaper.write($0, to: &output) }
        #expect(isMade || output == Array("<".utf8))
        return isMade ? String(decoding: output.dropFirst(), as: UTF8.self) : nil
    }

    @Test(
        "A member takes the input's value of its name and kind, as it is written",
        arguments: [
            (#"{"a":""}"#, #"{"a":"x"}"#, #"{"a":"x"}"#),
            (#"{"a":""}"#, #"{"b":1, "a" : "é \u00e9\n\"" ,"c":[]}"#, #"{"a":"é \u00e9\n\""}"#),
            (#"{"a":1}"#, #"{"a":-12}"#, #"{"a":-12}"#),
            (#"{"a":1}"#, #"{"a":999999999999999999}"#, #"{"a":999999999999999999}"#),
            (#"{"a":1.5}"#, #"{"a":2.50}"#, #"{"a":2.50}"#),
            (#"{"a":1.5}"#, #"{"a":7}"#, #"{"a":7}"#),
            (#"{"a":1.5}"#, #"{"a":1e-7}"#, #"{"a":1e-7}"#),
            (#"{"a":true}"#, #"{"a":false}"#, #"{"a":false}"#),
            (#"{"a":null}"#, #"{"a":[1, {"b" : "c d\" e"}]}"#, #"{"a":[1,{"b":"c d\" e"}]}"#),
            (#"{"a":[]}"#, "{\"a\":[1 ,\r \"x\\\\\" ,2]}", #"{"a":[1,"x\\",2]}"#),
            (#"{"a":[""]}"#, #"{"a":["x", "y" ,"z"]}"#, #"{"a":["x","y","z"]}"#),
            (#"{"a":[1,"ignored"]}"#, #"{"a":[]}"#, #"{"a":[]}"#),
            (#"{"a":[[1]]}"#, #"{"a":[[1,2],[],[3]]}"#, #"{"a":[[1,2],[],[3]]}"#),
            (
                #"{"a":[{"n":1,"t":""}]}"#, #"{"a":[{"t":"x","n":1,"o":2},{"n":2,"t":"y"}]}"#,
                #"{"a":[{"n":1,"t":"x"},{"n":2,"t":"y"}]}"#
            ),
            (
                #"{"b":{"c":{"d":1},"a":""},"a":2}"#, #"{"a":5,"b":{"a":"x","c":{"d":6}}}"#,
                #"{"a":5,"b":{"a":"x","c":{"d":6}}}"#
            ),
            (#"{"é\"/":1}"#, #"{"\u00e9\"\/":2}"#, #"{"é\"/":2}"#),
            (#"{"":1,"ab":2}"#, #"{"":3,"a":4,"abc":5,"ab":6}"#, #"{"":3,"ab":6}"#),
            (#"{"a":1}"#, #"{"a":1,"a":2}"#, #"{"a":2}"#),
            (#"{"a\\b":1}"#, #"{"a\b":2,"a\\b":3}"#, #"{"a\\b":3}"#),
        ])
    func taken(example: String, input: String, expected: String) throws {
        #expect(try record(input, like: example) == expected)
    }

    @Test(
        "What is no JSON object gives no record",
        arguments: [
            "", " ", "5", "\"a\"", "[]", "null", "{", #"{"a":1}x"#, #"{"a":1}{"a":2}"#, #"{"a":tru}"#,
            #"{"a":"\uD800"}"#, "{'a':1}",
        ])
    func refused(input: String) throws {
        #expect(try record(input, like: #"{"a":{"b":1}}"#) == nil)
    }

    /// What the tests say of a derived value: its kind, by Foundation.
    private struct Derived: Decodable, Equatable {
        struct Part: Decodable, Equatable {
            let name: String
            let flag: Bool
        }
        let text: String
        let count: Int
        let price: Double
        let tags: [String]
        let part: Part
        let parts: [Part]
    }

    private static let example = """
        {"text":"a","count":100000,"price":10000.5,"tags":["a"],"part":{"name":"a","flag":true},
        "parts":[{"name":"a","flag":true}]}
        """

    private func derived(_ input: String) throws -> Derived {
        let record = try #require(try record(input, like: Self.example))
        return try JSONDecoder().decode(Derived.self, from: Data(record.utf8))
    }

    @Test(
        "What the input lacks, or has of another kind, is derived from it and has the example's kind",
        arguments: [
            #"{"note":"30代男性"}"#, "{}",
            #"{"text":5,"count":"5","price":"1.5","tags":"a","part":[],"parts":{}}"#,
            #"{"text":null,"count":1.0,"price":1e999,"tags":[1],"part":{"name":1,"flag":0},"parts":[{}]}"#,
            #"{"count":1234567890123456789,"price":true}"#,
        ])
    func derivation(input: String) throws {
        let first = try derived(input)
        #expect(try derived(input) == first)
        #expect(first.text.hasPrefix("a "))
        #expect((100_000..<1_000_000).contains(first.count))
        #expect(first.price != first.price.rounded())
        #expect(first.tags.count == 1)
        #expect(first.tags.allSatisfy { $0.hasPrefix("a ") })
        #expect(first.part.name != first.parts.first?.name)
    }

    @Test(
        "A date that the input lacks is one of the example's pattern",
        arguments: [
            (#"2026-06-30"#, #"2026-\d\d-\d\d"#), (#"2026/06/30"#, #"2026/\d\d/\d\d"#),
            (#"2026.06.30 10:20"#, #"2026\.\d\d\.\d\d 10:20"#),
        ])
    func dates(example: String, pattern: String) throws {
        for number in 0..<100 {
            let record = try #require(try record(#"{"n":\#(number)}"#, like: #"{"day":"\#(example)"}"#))
            #expect(try Regex(#"\{"day":"\#(pattern)"\}"#).wholeMatch(in: record) != nil, "\(record)")
            let month = Int(record.dropFirst(13).prefix(2)) ?? 0
            let day = Int(record.dropFirst(16).prefix(2)) ?? 0
            #expect((1...12).contains(month))
            #expect((1...28).contains(day))
        }
        let own = try record(#"{"day":"yesterday"}"#, like: #"{"day":"\#(example)"}"#)
        #expect(own == #"{"day":"yesterday"}"#)
    }

    @Test("The digits of an escape stay")
    func escapes() throws {
        let record = try #require(try record("{}", like: #"{"a":"\u0001\n7"}"#))
        #expect(record.wholeMatch(of: /\{"a":"\\u0001\\n[0-9]"\}/) != nil, "\(record)")
    }

    @Test("Two inputs that differ anywhere give records that differ everywhere")
    func differs() throws {
        var texts: Set<String> = []
        var counts: Set<Int> = []
        var prices: Set<Double> = []
        for number in 0..<200 {
            let record = try derived(#"{"note":"record \#(number)"}"#)
            texts.insert(record.text)
            counts.insert(record.count)
            prices.insert(record.price)
        }
        #expect(texts.count == 200)
        #expect(counts.count > 195)
        #expect(prices.count > 195)
    }

    @Test("A record doesn't depend on those before it")
    func independent() throws {
        let example = try JSONDecoder().decode(
            [String: EmulatorJSON].self, from: Data(Self.example.utf8))
        var shaper = try RecordShaper(example: example)
        let inputs = [
            #"{"note":"x"}"#, #"{"part":{"name":"n"},"text":"t""#, "[]", #"{"text":"t","parts":[{}]}"#,
        ]
        for input in inputs + inputs.reversed() {
            var output: [UInt8] = []
            let isMade = Array(input.utf8).withUnsafeBufferPointer { shaper.write($0, to: &output) }
            let alone = try record(input, like: Self.example)
            #expect((isMade ? String(decoding: output, as: UTF8.self) : nil) == alone)
        }
    }
}
