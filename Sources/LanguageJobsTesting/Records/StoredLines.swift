import Foundation

/// The lines of a stored text, some at a time: never more than one piece of it is in memory.
///
/// A line ends with a line feed, which a carriage return may stand before; the last needs no end.
struct StoredLines: Sendable {
    struct Line {
        /// The line without its end; empty where it is longer than ``lineLimit``.
        let bytes: UnsafeBufferPointer<UInt8>
        /// Whether it is UTF-8, and not too long.
        let isText: Bool
    }

    /// Where to go on.
    struct Place: Sendable {
        fileprivate var offset: Int64 = 0
        fileprivate var length = pieceSize
        /// Whether what follows is the rest of a line that was too long.
        fileprivate var isInside = false
        /// Whether there are no more lines.
        fileprivate(set) var isAtEnd = false
    }

    /// How much is read at a time, as long as lines aren't longer.
    static let pieceSize = 1 << 20
    /// The longest line, in bytes (inferred: the documents name no limit).
    static let lineLimit = 16 << 20

    private let body: StoredBody

    init(_ body: StoredBody) {
        self.body = body
    }

    var isEmpty: Bool { body.count == 0 }

    /// Gives some lines, at least one but within one that is too long, and none at the end.
    func next(at place: inout Place, _ visit: (Line) throws -> Void) throws {
        let piece = try body.read(at: place.offset, upTo: place.length)
        let isLast = place.offset + Int64(piece.count) >= body.count
        let used = try piece.withUnsafeBytes { raw in
            try raw.withMemoryRebound(to: UInt8.self) { bytes in
                try visitLines(in: bytes, isLast: isLast, &place, visit)
            }
        }
        place.offset += Int64(used)
        place.isAtEnd = place.offset >= body.count
        place.length = used > 0 ? Self.pieceSize : min(place.length * 2, Self.lineLimit)
    }

    /// Gives the lines that end in a piece; returns how many bytes are done with.
    private func visitLines(
        in bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, _ place: inout Place,
        _ visit: (Line) throws -> Void
    ) throws -> Int {
        let end = isLast ? bytes.count : (Self.lastLineFeed(in: bytes).map { $0 + 1 } ?? 0)
        guard end > 0 else { return try pass(bytes, &place, visit) }
        let isText = Self.isText(UnsafeBufferPointer(rebasing: bytes[..<end]))
        var start = 0
        while start < end {
            let feed = Self.lineFeed(in: bytes, start..<end)
            var line = UnsafeBufferPointer(rebasing: bytes[start..<(feed ?? end)])
            start = feed.map { $0 + 1 } ?? end
            if place.isInside {
                place.isInside = false
                continue
            }
            if line.last == 0x0D { line = UnsafeBufferPointer(rebasing: line.dropLast()) }
            try visit(Line(bytes: line, isText: isText || Self.isText(line)))
        }
        return end
    }

    /// Goes on within a line that doesn't end in the piece.
    private func pass(
        _ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Place, _ visit: (Line) throws -> Void
    ) throws -> Int {
        if place.isInside { return bytes.count }
        guard place.length >= Self.lineLimit else { return 0 }
        place.isInside = true
        try visit(Line(bytes: UnsafeBufferPointer(start: nil, count: 0), isText: false))
        return bytes.count
    }

    private static func isText(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        String(validating: bytes, as: UTF8.self) != nil
    }

    private static func lastLineFeed(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var end = bytes.count
        while end > 0 {
            let start = max(0, end - (1 << 12))
            if var last = lineFeed(in: bytes, start..<end) {
                while let next = lineFeed(in: bytes, last + 1..<end) { last = next }
                return last
            }
            end = start
        }
        return nil
    }

    private static func lineFeed(in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
        guard let base = bytes.baseAddress, let hit = memchr(base + range.lowerBound, 0x0A, range.count)
        else {
            return nil
        }
        return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(hit))
    }
}
