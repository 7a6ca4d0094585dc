import Testing

@testable import LanguageJobsTesting

@Suite struct ByteRangeTests {
    @Test(
        "A range of a file of 26 bytes",
        arguments: [
            ("bytes=0-0", ByteRange.part(0..<1)),
            ("bytes=0-9", .part(0..<10)),
            ("BYTES=10-19", .part(10..<20)),
            ("bytes=25-25", .part(25..<26)),
            ("bytes=20-", .part(20..<26)),
            ("bytes=0-", .part(0..<26)),
            ("bytes=-4", .part(22..<26)),
            ("bytes=-26", .part(0..<26)),
            ("bytes=-1000", .part(0..<26)),
            ("bytes=20-1023", .part(20..<26)),
            ("bytes=20-99999999999999999999", .part(20..<26)),
            ("bytes=26-", .unsatisfiable),
            ("bytes=26-30", .unsatisfiable),
            ("bytes=99999999999999999999-", .unsatisfiable),
            ("bytes=-0", .unsatisfiable),
            ("lines=0-1", .all),
            ("bytes=5-2", .all),
            ("bytes=-", .all),
            ("bytes=", .all),
            ("bytes=a-b", .all),
            ("bytes=1", .all),
            ("bytes=0-1,4-5", .all),
            ("bytes=--1", .all),
            ("bytes=+1-2", .all),
            ("bytes 0-1", .all),
            ("", .all),
        ])
    func ranges(header: String, expected: ByteRange) {
        #expect(ByteRange(header, size: 26) == expected)
    }

    @Test("Without a header all is meant") func none() {
        #expect(ByteRange(nil, size: 26) == .all)
    }

    @Test("No range of an empty file can be satisfied", arguments: ["bytes=0-", "bytes=0-0", "bytes=-1"])
    func empty(header: String) {
        #expect(ByteRange(header, size: 0) == .unsatisfiable)
    }
}
