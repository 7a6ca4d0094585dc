extension XMLScanner {
    /// Reads a name, colons included.
    mutating func name(of thing: String) throws(XLIFFError) -> Range<Int> {
        let start = position
        while let character = UTF8Sequence(in: bytes, at: position, limit: end) {
            let belongs =
                position == start
                ? XMLCharacter.isNameStart(character.scalar) : XMLCharacter.isNamePart(character.scalar)
            guard belongs else { break }
            position += character.length
        }
        guard position > start else {
            guard position < end else { throw truncated("the name of \(thing)", from: start) }
            throw failure(
                at: position,
                "\(character(at: position)) cannot begin the name of \(thing). Write \"<\" as \"&lt;\".")
        }
        return start..<position
    }

    @discardableResult
    mutating func skipWhitespace() -> Bool {
        let start = position
        while position < end, XMLByte.isWhitespace(bytes[position]) { position += 1 }
        return position > start
    }

    mutating func skip(through mark: StaticString, within thing: String, from start: Int) throws(XLIFFError) {
        while position < end, !matches(mark) { position += 1 }
        guard position < end else { throw truncated(thing, from: start) }
        position += mark.utf8CodeUnitCount
    }

    mutating func expect(_ mark: StaticString, within thing: String, from start: Int) throws(XLIFFError) {
        guard !matches(mark) else {
            position += mark.utf8CodeUnitCount
            return
        }
        let isCut = end - position < mark.utf8CodeUnitCount
        guard !isCut else { throw truncated(thing, from: start) }
        throw failure(
            at: position, "\(character(at: position)) stands in \(thing) where \"\(mark)\" belongs.")
    }

    func matches(_ mark: StaticString) -> Bool {
        guard position + mark.utf8CodeUnitCount <= end else { return false }
        for offset in 0..<mark.utf8CodeUnitCount where mark.utf8Start[offset] != bytes[position + offset] {
            return false
        }
        return true
    }

    func text(of range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    func token(_ kind: XMLToken.Kind, from start: Int, name: Range<Int> = 0..<0) -> XMLToken {
        XMLToken(kind: kind, range: start..<position, name: name)
    }

    func failure(
        _ reason: XLIFFError.Reason = .notWellFormed, at offset: Int, _ message: String
    ) -> XLIFFError {
        XLIFFError(reason, line: XMLLine.number(at: offset, in: bytes), message)
    }

    func truncated(_ thing: String, from start: Int) -> XLIFFError {
        failure(
            .truncated, at: start, "The file ends inside \(thing) that begins here. Fetch or export it again."
        )
    }

    func character(at offset: Int) -> String {
        guard let sequence = UTF8Sequence(in: bytes, at: offset, limit: end) else { return "a byte" }
        return "\"\(sequence.scalar)\""
    }
}
