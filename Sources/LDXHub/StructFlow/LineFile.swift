import Foundation

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The lines of a file, read a page at a time from any place: readers do not disturb each other, and none holds more than a
/// page or one line.
struct LineFile: Sendable {
    enum Line: Sendable, Equatable {
        /// A line without its break and without white space around it; never empty.
        case text(Data)
        /// A line with nothing but white space; what comes after the last break is no line if it is nothing at all.
        case blank
        /// A line beyond the limit: its start.
        case tooLong(Data)
    }

    struct Page: Sendable {
        var lines: [Line] = []
        /// Where the next page begins; `nil`: this is the last.
        var next: Int64?
    }

    static let pageSize = 1 << 16
    private static let excerptSize = 8_192

    private let file: OpenFile
    private let lineLimit: Int

    init(_ file: OpenFile, lineLimit: Int) {
        self.file = file
        // Beyond any file, and far from where sums would overflow.
        self.lineLimit = max(1, min(lineLimit, 1 << 40))
    }

    /// The lines that begin at a place and after it, at least one unless the file has no more.
    func page(at offset: Int64) throws -> Page {
        let left = max(0, file.length - offset)
        var size = Self.pageSize
        while true {
            let data = try read(Int(min(Int64(size), left)), at: offset)
            if Int64(data.count) == left { return Page(lines: lines(of: data, at: offset)) }
            guard data.count >= min(Int64(size), left) else { throw Self.cut() }
            if let end = data.lastIndex(of: Self.lineBreak) {
                let whole = data[...end]
                return Page(lines: lines(of: whole, at: offset), next: offset + Int64(whole.count))
            }
            guard size <= lineLimit else {
                let next = try endOfLine(from: offset + Int64(size))
                return Page(lines: [.tooLong(Data(data.prefix(Self.excerptSize)))], next: next)
            }
            size = min(size * 4, lineLimit + 1)
        }
    }

    private static let lineBreak = UInt8(ascii: "\n")

    private func read(_ count: Int, at offset: Int64) throws -> Data {
        do {
            return try file.read(count, at: offset)
        } catch {
            throw ClientError(
                .fileUnavailable, "The downloaded output can't be read: \(error). Get it again.",
                underlying: error)
        }
    }

    private static func cut() -> ClientError {
        ClientError(.fileUnavailable, "The downloaded output was cut by somebody else. Get it again.")
    }

    /// Where the line after this one begins; `nil` when there is none.
    private func endOfLine(from start: Int64) throws -> Int64? {
        var offset = start
        while true {
            let data = try read(Self.pageSize, at: offset)
            guard !data.isEmpty else { return nil }
            if let end = data.withUnsafeBytes(Self.firstBreak) { return offset + Int64(end) + 1 }
            offset += Int64(data.count)
        }
    }

    private func lines(of data: Data, at offset: Int64) -> [Line] {
        var lines: [Line] = []
        data.withUnsafeBytes { bytes in
            var start = offset == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
            while start < bytes.count {
                let rest = UnsafeRawBufferPointer(rebasing: bytes[start...])
                let end = start + (Self.firstBreak(rest) ?? rest.count)
                let text = Self.trimmed(start..<end, of: bytes)
                if text.count > lineLimit {
                    lines.append(.tooLong(slice(text.prefix(Self.excerptSize), of: data)))
                } else {
                    lines.append(text.isEmpty ? .blank : .text(slice(text, of: data)))
                }
                start = end + 1
            }
        }
        return lines
    }

    private func slice(_ range: Range<Int>, of data: Data) -> Data {
        data[(data.startIndex + range.lowerBound)..<(data.startIndex + range.upperBound)]
    }

    /// By the system's function: a loop over bytes is what a debug build is slowest at.
    private static func firstBreak(_ bytes: UnsafeRawBufferPointer) -> Int? {
        guard let start = bytes.baseAddress, let found = memchr(start, Int32(lineBreak), bytes.count) else {
            return nil
        }
        return UnsafeRawPointer(found) - start
    }

    private static func trimmed(_ range: Range<Int>, of bytes: UnsafeRawBufferPointer) -> Range<Int> {
        let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0D }
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, isSpace(bytes[start]) { start += 1 }
        while start < end, isSpace(bytes[end - 1]) { end -= 1 }
        return start..<end
    }
}
