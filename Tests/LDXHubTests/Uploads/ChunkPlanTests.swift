import Foundation
import LDXHub
import Testing

/// Lengths of chunks as they are sent: what the settling rests on.
@Suite("Chunks of an upload")
struct ChunkPlanTests {
    private func lengths(of size: Int, chunk: Int) async throws -> [Int] {
        let rig = try UploadRig()
        _ = try await rig.upload(.data(Data(count: size), filename: "a"), .init(size: chunk))
        return rig.peer.lines.compactMap { line in
            line.hasPrefix("append f1 ") ? Int(line.dropFirst("append f1 ".count)) : nil
        }
    }

    @Test(
        "are each a byte shorter than the one before",
        arguments: [
            (1, 65_536, [1]), (65_536, 65_536, [65_536]), (65_537, 65_536, [65_536, 1]),
            (131_071, 65_536, [65_536, 65_535]), (131_072, 65_536, [65_536, 65_535, 1]),
            (10_000_001, 5_000_000, [5_000_000, 4_999_999, 2]),
        ])
    func lengths(size: Int, chunk: Int, expected: [Int]) async throws {
        #expect(try await lengths(of: size, chunk: chunk) == expected)
    }

    @Test("differ all in length, and any two are longer than any one, in the largest file")
    func distinct() {
        // Reckoned here, not by the code under test: chunks of 65,536, 65,535, … until 209,715,200 bytes are sent.
        var sent = 0
        var length = 65_536
        while sent + length < 209_715_200 {
            sent += length
            length -= 1
        }
        #expect(length > 65_536 / 2)
    }
}
