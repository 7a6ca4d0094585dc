/// Reads what begins with `%`: the specifiers of `printf`, of Apple's strings (`%@`, `%#@name@`, `%arg`) and of Python
/// (`%(name)s`).
///
/// A space is no flag here: it is hardly ever one, and would make a specifier of “50 % discount”. Nor is a percentage with a
/// word at it one, such as “100%-Garantie” or “10%ige”.
struct PercentScanner {
    private let text: [Unicode.Scalar]
    /// The argument that the next unnumbered specifier takes.
    private var argument = 1

    private static let conversions = Set("@dDiuUxXoOfFeEgGaAcCsSp".unicodeScalars)
    private static let flags = Set("-+0#'".unicodeScalars)
    private static let lengths = Set("hlqLztj".unicodeScalars)

    init(_ text: [Unicode.Scalar]) {
        self.text = text
    }

    /// - Returns: The place after it.
    mutating func scan(at start: Int, inBranch: Bool, into specifiers: inout FormatSpecifiers) -> Int {
        guard let (end, meaning) = specifier(at: start) else {
            // Ruby's `%{name}` is a name in braces with a percent sign that means nothing by itself.
            if scalar(at: start + 1) != "{" { specifiers.strayPercents += 1 }
            return start + 1
        }
        specifiers.isFormat = true
        specifiers.add(meaning, spelled: string(start..<end), inBranch: inBranch)
        return end
    }

    private mutating func specifier(at start: Int) -> (end: Int, meaning: String)? {
        switch scalar(at: start + 1) {
        case "%": return (start + 2, "%%")
        case "(": return named(at: start)
        default: break
        }
        if isWord("arg", at: start + 1) { return (start + 4, "%arg") }
        var index = start + 1
        var number: Int?
        let digits = self.digits(from: index)
        if digits > index, scalar(at: digits) == "$" {
            // Digits that are no number of an argument make no specifier.
            guard digits - index <= 4, let value = Int(string(index..<digits)) else { return nil }
            number = value
            index = digits + 1
        }
        let body = index
        if scalar(at: index) == "#", scalar(at: index + 1) == "@" { return variable(from: index, number) }
        while let flag = scalar(at: index), Self.flags.contains(flag) { index += 1 }
        index = width(from: index)
        if scalar(at: index) == "." { index = width(from: index + 1) }
        while let length = scalar(at: index), Self.lengths.contains(length) { index += 1 }
        guard let conversion = scalar(at: index), Self.conversions.contains(conversion) else { return nil }
        if number == nil, conversion != "@", isPercentage(start), isLetter(at: index + 1) { return nil }
        let spelling = string(body...index)
        if number == nil { argument += spelling.count { $0 == "*" } }
        return (index + 1, "%\(take(number))$\(spelling)")
    }

    /// Whether a number stands before a percent sign, with or without a space between them.
    private func isPercentage(_ start: Int) -> Bool {
        let isApart = start > 0 && text[start - 1].properties.generalCategory == .spaceSeparator
        let last = start - (isApart ? 2 : 1)
        return last >= 0 && text[last].properties.numericType == .decimal
    }

    private func isLetter(at index: Int) -> Bool { scalar(at: index)?.properties.isAlphabetic ?? false }

    /// `%(name)s`
    private func named(at start: Int) -> (end: Int, meaning: String)? {
        let near = text[start..<min(start + 128, text.count)]
        guard let close = near.firstIndex(of: ")"), let conversion = scalar(at: close + 1),
            Self.conversions.contains(conversion), !text[start..<close].contains(" ")
        else { return nil }
        return (close + 2, string(start..<close + 2))
    }

    /// `%#@name@`, a plural variable.
    private mutating func variable(from start: Int, _ number: Int?) -> (end: Int, meaning: String)? {
        var index = start + 2
        while let scalar = scalar(at: index),
            scalar == "_" || scalar.properties.isAlphabetic || isDigit(scalar)
        {
            index += 1
        }
        guard scalar(at: index) == "@", index > start + 2 else { return nil }
        return (index + 1, "%\(take(number))$\(string(start...index))")
    }

    private mutating func take(_ number: Int?) -> Int {
        if let number { return number }
        defer { argument += 1 }
        return argument
    }

    private func width(from start: Int) -> Int {
        guard scalar(at: start) == "*" else { return digits(from: start) }
        let end = digits(from: start + 1)
        return end > start + 1 && scalar(at: end) == "$" ? end + 1 : start + 1
    }

    private func digits(from start: Int) -> Int {
        var index = start
        while let scalar = scalar(at: index), isDigit(scalar) { index += 1 }
        return index
    }

    private func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    private func isWord(_ word: String, at start: Int) -> Bool {
        let end = start + word.unicodeScalars.count
        guard end <= text.count, text[start..<end].elementsEqual(word.unicodeScalars) else { return false }
        guard let next = scalar(at: end) else { return true }
        return !next.properties.isAlphabetic && !isDigit(next) && next != "_"
    }

    private func scalar(at index: Int) -> Unicode.Scalar? { index < text.count ? text[index] : nil }

    private func string(_ range: some RangeExpression<Int>) -> String {
        String(String.UnicodeScalarView(text[range]))
    }
}
