/// Where the text stands in a line of some format.
protocol LineRule {
    /// The text in the next line of the document, which has no line end; `nil` when it has none.
    mutating func text(in line: Substring) -> Range<Substring.Index>?
}

/// Translates formats that go by lines.
enum LineTexts {
    static func translated(
        _ text: String, by rule: some LineRule, _ translator: inout some TextTranslator
    ) -> String {
        var rule = rule
        var output = ""
        output.reserveCapacity(text.utf8.count + text.utf8.count / 4)
        // By bytes: a line feed behind a carriage return is no character of its own.
        for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            if line.startIndex != text.startIndex { output += "\n" }
            let content = Substring(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
            if let place = rule.text(in: content), !place.isEmpty {
                output += content[..<place.lowerBound]
                output += translator.translateWords(content[place])
                output += content[place.upperBound...]
            } else {
                output += content
            }
            if content.endIndex != line.endIndex { output += "\r" }
        }
        return output
    }
}

/// Every line is text.
struct PlainLines: LineRule {
    func text(in line: Substring) -> Range<Substring.Index>? { line.startIndex..<line.endIndex }
}

/// Markdown: what stands behind marks of headings, lists and quotes, outside of fenced code.
struct MarkdownLines: LineRule {
    private var isCode = false

    mutating func text(in line: Substring) -> Range<Substring.Index>? {
        if line.drop(while: \.isWhitespace).hasPrefix("```") {
            isCode.toggle()
            return nil
        }
        guard !isCode else { return nil }
        var rest = line.drop { " \t#>*+-".contains($0) }
        let number = rest.prefix { $0.isASCII && $0.isNumber }
        if !number.isEmpty, rest[number.endIndex...].hasPrefix(". ") {
            rest = rest[number.endIndex...].dropFirst(2)
        }
        return rest.startIndex..<line.endIndex
    }
}

/// SubRip and WebVTT: the lines behind a cue's times.
struct SubtitleLines: LineRule {
    private var isCue = false

    mutating func text(in line: Substring) -> Range<Substring.Index>? {
        if line.contains("-->") {
            isCue = true
            return nil
        }
        if line.allSatisfy(\.isWhitespace) { isCue = false }
        return isCue ? line.startIndex..<line.endIndex : nil
    }
}

/// Apple's `.strings`: the value of `"key" = "value";` on one line.
struct StringsLines: LineRule {
    private var isComment = false

    mutating func text(in line: Substring) -> Range<Substring.Index>? {
        if isComment || line.drop(while: \.isWhitespace).hasPrefix("/*") {
            isComment = !line.contains("*/")
            return nil
        }
        guard let key = Self.quoted(line[...]) else { return nil }
        let rest = line[key.upperBound...].dropFirst().drop(while: \.isWhitespace)
        guard rest.first == "=" else { return nil }
        return Self.quoted(rest.dropFirst())
    }

    /// What stands between quotes at the line's beginning.
    private static func quoted(_ line: Substring) -> Range<Substring.Index>? {
        let start = line.drop(while: \.isWhitespace)
        guard start.first == "\"" else { return nil }
        var isEscaped = false
        for index in start.indices.dropFirst() {
            if isEscaped {
                isEscaped = false
            } else if start[index] == "\\" {
                isEscaped = true
            } else if start[index] == "\"" {
                return start.index(after: start.startIndex)..<index
            }
        }
        return nil
    }
}

/// YAML: plain and quoted values that stand in their key's line.
struct YAMLLines: LineRule {
    func text(in line: Substring) -> Range<Substring.Index>? {
        var value = line.drop(while: \.isWhitespace)
        if value.hasPrefix("#") { return nil }
        while value.hasPrefix("- ") { value = value.dropFirst(2).drop(while: \.isWhitespace) }
        if let colon = value.firstRange(of: ": ") {
            value = value[colon.upperBound...].drop(while: \.isWhitespace)
        } else if !line.drop(while: \.isWhitespace).hasPrefix("- ") {
            return nil
        }
        // Anchors, aliases, tags, flow collections, blocks and comments are not text, and so are truth values.
        guard let first = value.first, !"&*!{[|>#@`%".contains(first),
            !["true", "false", "null", "~"].contains(value)
        else { return nil }
        guard first == "\"" || first == "'" else { return value.startIndex..<value.endIndex }
        let inner = value.dropFirst()
        guard let end = inner.lastIndex(of: first) else { return nil }
        return inner.startIndex..<end
    }
}
