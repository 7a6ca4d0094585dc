import Foundation
import LanguageJobs

/// Bytes that tell where they stand: a piece that is missing, doubled or moved shows.
enum Pattern {
    // Its length is prime: no piece of a round length falls onto the next round.
    private static let round = Data(
        (0..<65_521).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 11) })

    /// The bytes at these places.
    static func bytes(_ range: Range<Int>) -> Data {
        var bytes = Data(capacity: range.count)
        var place = range.lowerBound
        while place < range.upperBound {
            let start = place % round.count
            let piece = round[start..<min(round.count, start + range.upperBound - place)]
            bytes.append(piece)
            place += piece.count
        }
        return bytes
    }
}

extension TransportStream {
    /// The first bytes of the pattern, in chunks.
    static func pattern(_ size: Int, chunk: Int = 65_537) -> TransportStream {
        let place = SendableBox(0)
        return TransportStream {
            let start = place.withLock { place in
                defer { place += chunk }
                return place
            }
            return start < size ? Pattern.bytes(start..<Swift.min(size, start + chunk)) : nil
        }
    }
}
