import Foundation
import TestSupport
import Testing

@testable import LanguageJobsTesting

@Suite("Inflating")
struct InflateTests {
    private static let fox =
        Data(
            String(repeating: "The quick brown fox jumps over the lazy dog. ", count: 3).utf8) + Data(0...255)
    private static let dynamic = """
        C8lIVSgszUzOVkgqyi/PU0jLr1DIKs0tKFbIL0stUigBSuckVlUqpOSn6ymE0EwxAyMTMwsrGzsHJxc3Dy8fv4CgkLCIqJi4hKSUtIysnLyCop\
        KyiqqauoamlraOrp6+gaGRsYmpmbmFpZW1ja2dvYOjk7OLq5u7h6eXt4+vn39AYFBwSGhYeERkVHRMbFx8QmJSckpqWnpGZlZ2Tm5efkFhUXFJ\
        aVl5RWVVdU1tXX1DY1NzS2tbe0dnV3dPb1//hImTJk+ZOm36jJmzZs+ZO2/+goWLFi9Zumz5ipWrVq9Zu279ho2bNm/Zum37jp27du/Zu2//gY\
        OHDh85euz4iZOnTp85e+78hYuXLl+5eu36jZu3bt+5e+/+g4ePHj95+uz5i5evXr95++79h4+fPn/5+u37j5+/fv/5++8/AA==
        """

    /// The compressed data is zlib's.
    @Test(
        "Every kind of block comes back as it was",
        arguments: [
            ("AQUA+v9oZWxsbw==", Data("hello".utf8)),
            ("S0yEgaRkOAIA", Data("aaaaaaaaaabcabcabcabc".utf8)),
            (dynamic, fox),
            (
                "BcExAQAADAKgrDgT2P8YyJzKyJzKyJzKyJzKyJzKyJzKyJzKyJzKyJzKPA==",
                Data(String(repeating: "abracadabra", count: 9).utf8)
            ),
            ("AwA=", Data()),
            ("qxgFo2AUDHsAAA==", Data(repeating: UInt8(ascii: "x"), count: 1000)),
        ])
    func blocks(packed: String, content: Data) throws {
        let input = try #require(Data(base64Encoded: packed))
        #expect(try Inflate.decompressed([UInt8](input), limit: content.count) == [UInt8](content))
        // What stands before and after is left alone.
        let framed = [1, 2] + [UInt8](input) + [3, 4]
        #expect(try Inflate.decompressed(framed, from: 2, limit: content.count) == [UInt8](content))
    }

    @Test("Repetitions reach back over 31,000 bytes")
    func distances() throws {
        let packed = [UInt8](try Fixture.data("office/text.deflate"))
        let content = try Inflate.decompressed(packed, limit: 40_000)
        #expect(content.count == 32_800)
        #expect(content.prefix(900).elementsEqual(content[31_000..<31_900]))
        #expect(content.prefix(900).reversed().elementsEqual(content.suffix(900)))
        #expect(content[900..<31_000].allSatisfy { $0 == UInt8(ascii: "x") })
    }

    @Test(
        "No more comes out than is allowed",
        arguments: ["AQUA+v9oZWxsbw==", "S0yEgaRkOAIA", "qxgFo2AUDHsAAA=="])
    func limit(packed: String) throws {
        let input = [UInt8](try #require(Data(base64Encoded: packed)))
        #expect(throws: Inflate.Failure.tooLarge) { try Inflate.decompressed(input, limit: 4) }
    }

    @Test("Data that ends too early is refused, wherever it ends")
    func truncated() throws {
        let input = [UInt8](try #require(Data(base64Encoded: Self.dynamic)))
        for length in input.indices {
            #expect(throws: Inflate.Failure.truncated, "\(length)") {
                try Inflate.decompressed(Array(input[..<length]), limit: 1000)
            }
        }
        #expect(throws: Inflate.Failure.truncated) { try Inflate.decompressed([1, 2, 3], from: 7, limit: 9) }
    }

    @Test(
        "Data that no compressor writes is refused",
        arguments: [
            // A block of the fourth kind.
            [0x07],
            // A stored block whose length and its complement don't agree.
            [0x01, 0x05, 0x00, 0xFA, 0xFE, 0x68],
            // A repetition from before the beginning: length 3, distance 1, with nothing there.
            [0x03, 0x02, 0x00],
            // Length codes whose lengths are more than there are codes.
            [0x05, 0x00, 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
        ] as [[UInt8]])
    func malformed(input: [UInt8]) {
        #expect(throws: Inflate.Failure.malformed) { try Inflate.decompressed(input, limit: 1000) }
    }

    @Test("Damaged data gives an error or other data, and nothing worse")
    func damaged() throws {
        let input = [UInt8](try #require(Data(base64Encoded: Self.dynamic)))
        var random = SeededRandom(seed: 7)
        var failures = 0
        for _ in 0..<400 {
            var damaged = input
            damaged[Int(random.next() % UInt64(input.count))] ^= 1 << UInt8(random.next() % 8)
            do {
                let output = try Inflate.decompressed(damaged, limit: 2000)
                #expect(output.count <= 2000)
            } catch {
                failures += 1
            }
        }
        #expect(failures > 50)
    }
}
