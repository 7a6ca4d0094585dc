/// Finds the ``FormatSpecifiers`` of a text in one walk.
struct SpecifierScanner {
    /// The text is no ICU message after all.
    struct NoMessage: Error {}

    private(set) var specifiers = FormatSpecifiers()

    private let text: [Unicode.Scalar]
    private let readsBranches: Bool
    private var position = 0
    /// How many branches the walk is in.
    private var depth = 0

    private static let depthLimit = 16
    /// Longer than addresses are, and short enough to look so far again and again.
    private static let linkLimit = 2_048

    init(_ text: String, readsBranches: Bool) {
        self.text = Array(text.unicodeScalars)
        self.readsBranches = readsBranches
    }

    mutating func scan() throws(NoMessage) {
        var percents = PercentScanner(text)
        try message(countsNumbers: false, &percents)
    }

    /// The text, or a branch of it up to its closing brace.
    private mutating func message(countsNumbers: Bool, _ percents: inout PercentScanner) throws(NoMessage) {
        while position < text.count {
            switch text[position] {
            case "%":
                position = percents.scan(at: position, inBranch: depth > 0, into: &specifiers)
            case "{": try brace(&percents)
            case "}":
                if depth > 0 { return }
                add("}", through: position)
            case "#" where countsNumbers: add("#", through: position)
            case "]" where position + 1 < text.count && text[position + 1] == "(": link()
            case let scalar:
                if scalar.properties.isAlphabetic { specifiers.hasLetters = true }
                position += 1
            }
        }
        if depth > 0 { throw NoMessage() }
    }

    private mutating func link() {
        let near = text[position..<min(position + Self.linkLimit, text.count)]
        guard let end = near.firstIndex(where: { $0 == ")" || $0 == "\n" }), text[end] == ")" else {
            position += 1
            return
        }
        add(string(position...end), through: end)
    }

    private mutating func brace(_ percents: inout PercentScanner) throws(NoMessage) {
        if position + 1 < text.count, text[position + 1] == "{" {
            let end = innerEnd(from: position + 2)
            if end + 1 < text.count, text[end] == "}", text[end + 1] == "}", end > position + 2 {
                return add("{{\(squeezed(position + 2..<end))}}", through: end + 1)
            }
        }
        let end = innerEnd(from: position + 1)
        guard end < text.count else { return add("{", through: position) }
        if text[end] == "}" {
            guard isPlaceholder(position + 1..<end) else { return add("{", through: position) }
            return add("{\(squeezed(position + 1..<end))}", through: end)
        }
        guard readsBranches, let (name, kind) = argument(position + 1..<end) else {
            return add("{", through: position)
        }
        try branches(of: name, kind, &percents)
    }

    /// The branches of an ICU argument, through its closing brace.
    private mutating func branches(
        of name: String, _ kind: String, _ percents: inout PercentScanner
    ) throws(NoMessage) {
        guard depth < Self.depthLimit else { throw NoMessage() }
        let isSelect = kind == "select"
        // After the second comma.
        for _ in 0..<2 {
            while position < text.count, text[position] != "," { position += 1 }
            position += 1
        }
        var cases: Set<String> = []
        while true {
            skipSpaces()
            guard position < text.count else { throw NoMessage() }
            if text[position] == "}" { break }
            let start = position
            while position < text.count, text[position] != "{", !isSpace(text[position]) { position += 1 }
            let selector = string(start..<position)
            if selector.hasPrefix("offset:") {
                cases.insert(selector)
                continue
            }
            skipSpaces()
            guard position < text.count, text[position] == "{" else { throw NoMessage() }
            cases.insert(selector)
            position += 1
            depth += 1
            try message(countsNumbers: !isSelect, &percents)
            depth -= 1
            position += 1
        }
        let required = isSelect ? cases : cases.subtracting(["zero", "one", "two", "few", "many"])
        add("{\(name), \(kind): \(required.sorted().joined(separator: " "))}", through: position)
    }

    /// The name and the kind of an ICU argument with branches, given what stands before its first branch.
    private func argument(_ range: Range<Int>) -> (name: String, kind: String)? {
        let parts = squeezed(range).split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count > 2, !parts[0].isEmpty else { return nil }
        let kind = String(parts[1])
        return ["plural", "select", "selectordinal"].contains(kind) ? (String(parts[0]), kind) : nil
    }

    /// Where the next brace stands, whichever it is.
    private func innerEnd(from start: Int) -> Int {
        guard start < text.count else { return text.count }
        return text[start...].firstIndex { $0 == "{" || $0 == "}" } ?? text.count
    }

    /// Whether braces around it make a placeholder of it, rather than being part of a sentence.
    private func isPlaceholder(_ range: Range<Int>) -> Bool {
        let name = text[range].prefix { $0 != "," }
        let words = String(String.UnicodeScalarView(name)).split(whereSeparator: \.isWhitespace)
        return words.count == 1
    }

    private mutating func add(_ meaning: String, through end: Int) {
        specifiers.add(meaning, spelled: meaning, inBranch: depth > 0)
        position = end + 1
    }

    private mutating func skipSpaces() {
        while position < text.count, isSpace(text[position]) { position += 1 }
    }

    private func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }

    private func squeezed(_ range: Range<Int>) -> String {
        String(String.UnicodeScalarView(text[range].filter { !isSpace($0) }))
    }

    private func string(_ range: some RangeExpression<Int>) -> String {
        String(String.UnicodeScalarView(text[range]))
    }
}
