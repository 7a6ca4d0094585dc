import Foundation

/// Bytes that were received and that the script has not taken yet.
struct ReadAhead: Sendable {
    private var bytes: [UInt8] = []
    private var start = 0

    var count: Int { bytes.count - start }
    var isEmpty: Bool { count == 0 }

    mutating func append(_ more: [UInt8]) {
        bytes.removeFirst(start)
        start = 0
        bytes.append(contentsOf: more)
    }

    mutating func take(_ wanted: Int) -> Data {
        let end = start + min(wanted, count)
        defer { start = end }
        return Data(bytes[start..<end])
    }

    /// Everything up to and including the sequence; `nil` while it is not there yet.
    mutating func take(through sequence: some Collection<UInt8>) -> Data? {
        guard let found = bytes[start...].firstRange(of: sequence) else { return nil }
        return take(found.upperBound - start)
    }
}
