import Foundation

/// Puts a document together from its bytes and what was changed, in one pass.
struct XLIFFWriter {
    private let document: XLIFFDocument
    private let bytes: [UInt8]
    private let index: XLIFFIndex
    private var output: [UInt8] = []
    /// Up to where the bytes of the document are written.
    private var position = 0

    init(_ document: XLIFFDocument) {
        self.document = document
        bytes = document.storage.bytes
        index = document.storage.index
    }

    consuming func write() -> Data {
        let encoding = document.storage.encoding
        guard !document.replacements.isEmpty || !document.extensions.isEmpty else {
            return encoding.encoded(bytes)
        }
        output.reserveCapacity(bytes.count + bytes.count / 4)
        for edit in edits() {
            output.append(contentsOf: bytes[position..<edit.range.lowerBound])
            output.append(contentsOf: edit.bytes)
            position = edit.range.upperBound
        }
        output.append(contentsOf: bytes[position...])
        return encoding.encoded(output)
    }

    private struct Edit {
        let range: Range<Int>
        let bytes: [UInt8]
        /// Of two edits at one place the lower rank stands first: a new target before an extension.
        var rank = 0
    }

    private func edits() -> [Edit] {
        let targets = document.replacements.map { position, content in
            targetEdit(index.segments[position], content)
        }
        let extensions = document.extensions.map { position, elements in
            extensionEdit(index.units[position], elements)
        }
        return (targets + extensions).sorted {
            ($0.range.lowerBound, $0.rank) < ($1.range.lowerBound, $1.rank)
        }
    }

    private func targetEdit(_ segment: XLIFFIndex.Segment, _ content: [UInt8]) -> Edit {
        guard let target = segment.target else {
            let tag = XLIFFTag(segment.source.tag, in: bytes)
            let lineStart = self.lineStart(before: segment.source.tag.lowerBound)
            let name = tag.qualifiedName(local: "target")
            let start = "<\(name)\(tag.inheritedAttributes)>"
            let new = lineStart + start.utf8 + content + "</\(name)>".utf8
            return Edit(range: segment.insertion..<segment.insertion, bytes: new)
        }
        guard target.isEmptyTag else { return Edit(range: target.content, bytes: content) }
        let tag = XLIFFTag(target.tag, in: bytes)
        let new = [XMLByte.greaterThan] + content + "</\(tag.qualifiedName(local: "target"))>".utf8
        return Edit(range: tag.emptyTagMark, bytes: new)
    }

    /// 1.2 has extensions at the end of a unit, 2.x at its beginning.
    private func extensionEdit(_ unit: XLIFFIndex.Unit, _ elements: [XLIFFExtension]) -> Edit {
        let place = index.family == .one ? unit.lastChildEnd : unit.contentStart
        let firstChild =
            bytes[unit.contentStart...].firstIndex { !XMLByte.isWhitespace($0) } ?? unit.contentStart
        let lineStart = self.lineStart(before: firstChild)
        let new = elements.flatMap { lineStart + $0.encoded(lineStart: lineStart) }
        return Edit(range: place..<place, bytes: new, rank: 1)
    }

    /// The line end and indentation before a tag, or nothing where the tag does not begin its line.
    private func lineStart(before tag: Int) -> [UInt8] {
        var start = tag
        while start > 0, bytes[start - 1] == XMLByte.space || bytes[start - 1] == XMLByte.tab { start -= 1 }
        guard start > 0, bytes[start - 1] == XMLByte.lineFeed || bytes[start - 1] == XMLByte.carriageReturn
        else {
            return []
        }
        start -= 1
        if start > 0, bytes[start] == XMLByte.lineFeed, bytes[start - 1] == XMLByte.carriageReturn {
            start -= 1
        }
        return Array(bytes[start..<tag])
    }
}
