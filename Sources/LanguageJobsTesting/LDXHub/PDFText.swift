import Foundation

/// The text of a PDF as far as it can be had simply: from content streams, plain or deflated, whose fonts use
/// the bytes of Latin letters.
enum PDFText {
    /// The most bytes of a stream.
    private static let streamLimit = 64 << 20

    /// The lines in the file's order; none where the file hides its text, as most files with other scripts do.
    static func lines(of file: Data) -> [String] {
        let bytes = [UInt8](file)
        var lines: [String] = []
        var position = 0
        while let mark = find("stream", in: bytes, from: position) {
            let start = contentStart(after: mark.upperBound, in: bytes)
            guard let end = find("endstream", in: bytes, from: start) else { break }
            if let content = content(of: bytes, start..<end.lowerBound, dictionary(before: mark, in: bytes)) {
                var scanner = PDFTextScanner(content)
                lines += scanner.lines()
            }
            position = end.upperBound
        }
        return lines
    }

    private static func contentStart(after keyword: Int, in bytes: [UInt8]) -> Int {
        var start = keyword
        if start < bytes.count, bytes[start] == 0x0D { start += 1 }
        if start < bytes.count, bytes[start] == 0x0A { start += 1 }
        return start
    }

    /// The stream's dictionary as text.
    private static func dictionary(before mark: Range<Int>, in bytes: [UInt8]) -> String {
        let near = String(decoding: bytes[max(0, mark.lowerBound - 2_048)..<mark.lowerBound], as: UTF8.self)
        let object = near.range(of: " obj", options: .backwards)?.upperBound ?? near.startIndex
        return String(near[object...])
    }

    /// The stream as it was before it was compressed; `nil` for one of pictures, fonts or structure.
    private static func content(of bytes: [UInt8], _ range: Range<Int>, _ dictionary: String) -> [UInt8]? {
        let others = ["/Subtype", "/Type", "/Length1", "/DecodeParms"]
        guard !others.contains(where: dictionary.contains) else { return nil }
        guard dictionary.contains("/Filter") else { return Array(bytes[range]) }
        let plain = dictionary.filter { !$0.isWhitespace }
        guard ["/Filter/FlateDecode", "/Filter[/FlateDecode]"].contains(where: plain.contains) else {
            return nil
        }
        // The two bytes before are zlib's (RFC 1950).
        return try? Inflate.decompressed(bytes, from: range.lowerBound + 2, limit: streamLimit)
    }

    private static func find(_ word: StaticString, in bytes: [UInt8], from start: Int) -> Range<Int>? {
        let count = word.utf8CodeUnitCount
        guard start + count <= bytes.count else { return nil }
        for position in start...(bytes.count - count) where bytes[position] == word.utf8Start[0] {
            if (1..<count).allSatisfy({ bytes[position + $0] == word.utf8Start[$0] }) {
                return position..<(position + count)
            }
        }
        return nil
    }
}
