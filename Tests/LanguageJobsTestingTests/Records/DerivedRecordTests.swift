import Foundation
import Testing

@testable import LanguageJobsTesting

@Suite struct DerivedRecordTests {
    private static let example: [String: EmulatorJSON] = [
        "id": "INV-2025-0001", "name": "Acme", "none": "", "issued": "2026-06-30",
        "at": "2026-06-30T10:20:30Z", "total": .integer(10_000), "due": .integer(-42), "zero": .integer(0),
        "rate": .number(12.34), "loss": .number(-0.5), "paid": .bool(true), "note": .null,
        "lines": .array([.object(["sku": "A4", "count": .integer(3)]), .object(["sku": "B5"])]),
        "tags": .array([]), "huge": .number(1e300), "longest": .integer(.max), "lowest": .integer(.min),
    ]

    private func record(like example: [String: EmulatorJSON] = example, hash: UInt64) throws -> String {
        var shaper = try RecordShaper(example: example)
        var record: [UInt8] = []
        shaper.write(hash: hash, to: &record)
        return String(decoding: record, as: UTF8.self)
    }

    @Test("A record has the example's members, and values of the same kinds and sizes", arguments: 1...40)
    func shape(seed: UInt64) throws {
        let text = try record(hash: seed)
        let date = "2026-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])"
        let pattern = """
            \\{"at":"\(date)T10:20:30Z","due":-[1-9]\\d,"huge":1e\\+?300,"id":"INV-\\d{4}-\\d{4}","issued":"\(date)",\
            "lines":\\[\\{"count":\\d,"sku":"A\\d"\\},\\{"sku":"B\\d"\\}\\],"longest":[1-9]\\d{17},"loss":-\\d\\.\\d\\d?,\
            "lowest":-[1-9]\\d{17},"name":"Acme [0-9a-z]{1,13}","none":"[0-9a-z]{1,13}","note":null,"paid":(true|false),\
            "rate":[1-9]\\d\\.\\d\\d?,"tags":\\[\\],"total":[1-9]\\d{4},"zero":\\d\\}
            """
        #expect(try Regex(pattern).wholeMatch(in: text) != nil, "\(text)")
        #expect(try record(hash: seed) == text)
    }

    @Test("Another seed gives another record, the same seed the same")
    func seeds() throws {
        let records = try (1...20).map { try record(hash: $0) }
        #expect(try (1...20).map { try record(hash: $0) } == records)
        for (place, record) in records.enumerated() {
            #expect(!records[..<place].contains(record))
        }
    }

    @Test("A fraction never becomes a whole number, also on the way as text")
    func fractions() throws {
        for seed in UInt64(1)...200 {
            let text = try record(like: ["a": .number(99_999_999.5), "b": .number(0.1)], hash: seed)
            let items = try JSONDecoder().decode([String: EmulatorJSON].self, from: Data(text.utf8))
            #expect(items.count == 2)
            for item in items.values {
                guard case .number(let number) = item else {
                    Issue.record("\(item) is no fraction")
                    return
                }
                #expect(number != number.rounded())
            }
        }
    }

    @Test(
        "The hash of bytes is FNV-1a's, of kept ones too",
        arguments: [
            ("", 0xCBF2_9CE4_8422_2325), ("a", 0xAF63_DC4C_8601_EC8C), ("foobar", 0x8594_4171_F739_67E8),
        ] as [(String, UInt64)])
    func hash(text: String, value: UInt64) throws {
        var direct = RecordHash()
        direct.combine(text.utf8)
        #expect(direct.value == value)
        var kept = RecordHash()
        try kept.combine(StoredBody(Data(text.utf8)))
        #expect(kept.value == value)
    }

    @Test("The hash of a file on disk is that of its bytes")
    func longHash() throws {
        let long = Data((0..<1_200_000).map { UInt8(truncatingIfNeeded: $0) })
        var direct = RecordHash()
        direct.combine(long)
        var kept = RecordHash()
        try kept.combine(StoredBody(long))
        #expect(kept.value == direct.value)
    }
}
