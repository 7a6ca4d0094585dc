import Foundation

/// A file taken apart: the segments in it, and how it is written with them translated.
struct FalaraParts: Sendable {
    let segments: [String]
    /// Writes the file; segments with one of these numbers keep their source.
    let write: @Sendable (_ translator: FalaraTranslator, _ blocked: Set<Int>) throws -> Data

    private init(
        _ segments: [String], _ write: @escaping @Sendable (FalaraTranslator, Set<Int>) throws -> Data
    ) {
        self.segments = segments
        self.write = write
    }

    /// Text in pieces, some of which are segments.
    private init(_ pieces: [(text: String, isSegment: Bool)]) {
        self.init(pieces.filter(\.isSegment).map(\.text)) { translator, blocked in
            var id = -1
            var output = ""
            for piece in pieces {
                if piece.isSegment { id += 1 }
                let keeps = !piece.isSegment || blocked.contains(id)
                output += keeps ? piece.text : translator.translate(piece.text)
            }
            return Data(output.utf8)
        }
    }

    static func xliff(_ data: Data) throws -> FalaraParts {
        let document = try XLIFFDocument(parsing: data)
        return FalaraParts(document.segments.map(\.source.plainText)) { translator, blocked in
            var output = document
            for (id, segment) in document.segments.enumerated() {
                let target = blocked.contains(id) ? segment.source : translator.translate(segment.source)
                try output.replaceTarget(of: segment, with: target)
            }
            return output.serialized()
        }
    }

    /// Office documents come back as small ones with the same lines.
    static func office(_ lines: [String], as format: OfficePackage.Format) -> FalaraParts {
        FalaraParts(lines) { translator, blocked in
            let translated = lines.enumerated().map { id, line in
                blocked.contains(id) ? line : translator.translate(line)
            }
            return switch format {
            case .docx: try OfficeDocument.docx(paragraphs: translated)
            case .xlsx: try OfficeDocument.xlsx(rows: translated.map { [$0] })
            case .pptx: try OfficeDocument.pptx(slides: [translated])
            }
        }
    }

    /// What stands between tags, but for scripts, styles and comments.
    static func html(_ text: String) -> FalaraParts {
        var pieces: [(text: String, isSegment: Bool)] = []
        var rest = Substring(text)
        while !rest.isEmpty {
            let run = rest.prefix { $0 != "<" }
            if !run.isEmpty { pieces.append((String(run), run.contains { !$0.isWhitespace })) }
            rest = rest[run.endIndex...]
            guard !rest.isEmpty else { break }
            let end = endOfTag(rest)
            pieces.append((String(rest[..<end]), false))
            rest = rest[end...]
        }
        return FalaraParts(pieces)
    }

    private static func endOfTag(_ text: Substring) -> Substring.Index {
        for (opening, closing) in [("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>")]
        where text.prefix(opening.count).lowercased() == opening {
            return text.range(of: closing, options: .caseInsensitive)?.upperBound ?? text.endIndex
        }
        return text.firstIndex(of: ">").map { text.index(after: $0) } ?? text.endIndex
    }

    /// Each line is a segment, without the signs before it; code between fences is none.
    static func markdown(_ text: String) -> FalaraParts {
        var pieces: [(text: String, isSegment: Bool)] = []
        var isCode = false
        for (place, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if place > 0 { pieces.append(("\n", false)) }
            let isFence = line.drop { $0 == " " }.hasPrefix("```")
            if isFence { isCode.toggle() }
            let signs = line.prefixMatch(of: /[\s>#*+-]*(?:[0-9]+[.)]\s)?\s*/)?.output ?? ""
            let words = line[signs.endIndex...]
            guard !isCode, !isFence, words.contains(where: \.isLetter) else {
                pieces.append((String(line), false))
                continue
            }
            pieces += [(String(signs), false), (String(words), true)]
        }
        return FalaraParts(pieces)
    }

    /// Each string that is a value is a segment; all else keeps its bytes.
    static func json(_ data: Data) throws -> FalaraParts {
        let pieces = try Array(data).withUnsafeBufferPointer { bytes in
            var walker = JSONWalker(bytes)
            guard let root = walker.value(), walker.isAtEnd() else { throw CocoaError(.fileReadCorruptFile) }
            var strings: [Range<Int>] = []
            Self.strings(in: root, bytes, &strings)
            var pieces: [(bytes: Data, text: String?)] = []
            var place = 0
            for range in strings {
                let literal = Data(bytes[range])
                let text = try JSONDecoder().decode(String.self, from: literal)
                guard text.contains(where: { !$0.isWhitespace }) else { continue }
                pieces += [(Data(bytes[place..<range.lowerBound]), nil), (literal, text)]
                place = range.upperBound
            }
            return pieces + [(Data(bytes[place...]), nil)]
        }
        return FalaraParts(pieces.compactMap(\.text)) { translator, blocked in
            var id = -1
            var output = Data()
            for piece in pieces {
                if piece.text != nil { id += 1 }
                guard let text = piece.text, !blocked.contains(id) else {
                    output.append(piece.bytes)
                    continue
                }
                output.append(try EmulatorJSON.string(translator.translate(text)).data())
            }
            return output
        }
    }

    private static func strings(
        in value: JSONWalker.Value, _ bytes: UnsafeBufferPointer<UInt8>, _ found: inout [Range<Int>]
    ) {
        var walker = JSONWalker(bytes, from: value.range.lowerBound)
        var inner: [JSONWalker.Value] = []
        switch value.kind {
        case .string: found.append(value.range)
        case .array: _ = walker.elements { inner.append($0) }
        case .object: _ = walker.members { _, _, value in inner.append(value) }
        default: break
        }
        for value in inner { strings(in: value, bytes, &found) }
    }
}
