import Foundation

/// Counts the pages of a PDF by its page objects, in bounded memory.
enum PDFPages {
    /// The number of pages; 1 where none is found, as in a file that keeps its objects compressed.
    /// - Throws: ``LDXHubJobFailure`` when there are more than 100,000.
    static func count(_ body: StoredBody) throws -> Int {
        var pages = 0
        var rest = Data()
        var offset: Int64 = 0
        while offset < body.count {
            let chunk = try body.read(at: offset, upTo: 1 << 18)
            offset += Int64(chunk.count)
            rest.append(chunk)
            let isLast = offset >= body.count
            var position = rest.startIndex
            while let mark = rest.range(of: typeKey, in: position..<rest.endIndex) {
                position = mark.lowerBound
                guard isLast || rest.endIndex - mark.upperBound >= longestValue else { break }
                if isPage(rest[mark.upperBound...].prefix(longestValue)) { pages += 1 }
                position = mark.upperBound
            }
            // A key that the piece's end cuts through is found with the next piece.
            let isKey = rest[position...].starts(with: typeKey)
            let kept = isKey ? rest[position...] : rest[position...].suffix(typeKey.count - 1)
            rest = Data(kept)
            if pages > limit { throw tooMany }
        }
        return max(1, pages)
    }

    /// The most pages of a document: each may become a line of text.
    private static let limit = 100_000
    private static let tooMany = LDXHubJobFailure(
        code: "invalid_input_file", message: "The input file has more than \(limit) pages.")

    private static let typeKey = Data("/Type".utf8)
    private static let longestValue = 32

    /// Whether what follows `/Type` says `/Page`, and not `/Pages`.
    private static func isPage(_ text: Data) -> Bool {
        let value = text.drop { $0 <= 0x20 }
        let name = Data("/Page".utf8)
        guard value.starts(with: name) else { return false }
        guard let next = value.dropFirst(name.count).first else { return true }
        return !(UInt8(ascii: "A")...UInt8(ascii: "z")).contains(next)
    }
}
