import Foundation
import LanguageJobs
import Testing

/// Expected values: xxHash's own `xxhsum -H64`, and its published test vectors.
@Suite struct XXH64Tests {
    @Test(
        "Gives what the reference implementation gives",
        arguments: [
            ("", 0xEF46_DB37_51D8_E999), ("a", 0xD24E_C4F1_A98C_6E5B), ("abc", 0x44BC_2CF5_AD77_0999),
            ("Nobody inspects the spammish repetition", 0xFBCE_A83C_8A37_8BF1),
        ] as [(String, UInt64)])
    func vectors(text: String, expected: UInt64) {
        var checksum = XXH64()
        checksum.update(Data(text.utf8))
        #expect(checksum.value == expected)
    }

    @Test("Is the same in whatever pieces the bytes come", arguments: [1, 3, 7, 31, 32, 33, 100])
    func pieces(size: Int) {
        let text = Data("Nobody inspects the spammish repetition".utf8)
        var checksum = XXH64()
        var rest = text
        while !rest.isEmpty {
            checksum.update(rest.prefix(size))
            rest = rest.dropFirst(size)
            // Asking in between changes nothing.
            _ = checksum.value
        }
        checksum.update(Data())
        #expect(checksum.value == 0xFBCE_A83C_8A37_8BF1)
    }
}
