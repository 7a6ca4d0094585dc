import Foundation

/// Counts the pages of a PDF by its page objects, in bounded memory.
enum PDFPages {
    /// The number of pages; 1 where none is found, as in a file that keeps its objects compressed.
    static func count(_ body: StoredBody) throws -> Int {
        var pages = 0
        var rest = Data()
        var offset: Int64 = 0
        while offset < body.count {
            let chunk = try body.read(at: offset, upTo: 1 << 18)
            offset += Int64(chunk.count)
            rest.append(chunk)
            let isLast = offset >= body.count
            while let mark = rest.firstRange(of: typeKey) {
                let after = rest[mark.upperBound...]
                guard isLast || after.count >= longestValue else { break }
                if isPage(after.prefix(longestValue)) { pages += 1 }
                rest = Data(after)
            }
            if rest.count > longestValue, rest.firstRange(of: typeKey) == nil {
                rest = Data(rest.suffix(typeKey.count - 1))
            }
        }
        return max(1, pages)
    }

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
