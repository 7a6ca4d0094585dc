/// The part of a file that a `Range` header asks for (RFC 9110, 14.2).
enum ByteRange: Equatable {
    /// All of it: no header, or one that a server may ignore (another unit, several ranges, not a range at all).
    case all
    /// These bytes.
    case part(Range<Int64>)
    /// None of the file's bytes: `416`.
    case unsatisfiable

    init(_ header: String?, size: Int64) {
        self = .all
        guard let header, header.lowercased().hasPrefix("bytes=") else { return }
        let ends = header.dropFirst("bytes=".count)
            .split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
            .map { $0.trimmingPrefix { $0 == " " } }
        guard ends.count == 2,
            ends.allSatisfy({ $0.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) })
        else { return }
        switch (Self.number(ends[0]), Self.number(ends[1])) {
        case (let first?, nil):
            self = first < size ? .part(first..<size) : .unsatisfiable
        case (let first?, let last?) where first <= last:
            self = first < size ? .part(first..<(min(last, size - 1) + 1)) : .unsatisfiable
        case (nil, let suffix?):
            self = suffix > 0 && size > 0 ? .part(max(0, size - suffix)..<size) : .unsatisfiable
        default:
            return
        }
    }

    /// Digits as a number; more than fit are as many as can be.
    private static func number(_ digits: Substring) -> Int64? {
        digits.isEmpty ? nil : Int64(digits) ?? .max
    }
}
