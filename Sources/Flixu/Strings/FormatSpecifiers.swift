/// What in a text a program fills in, such as `%@`, `%1$lld`, `%#@files@`, `{name}`, `{{name}}` and the arguments of ICU
/// messages: a translation must have the same.
///
/// - `%` specifiers are compared with the place of their argument: `%2$@ … %1$@` is as good as `%@ … %@`, while unnumbered ones
///   of different kinds must keep their order.
/// - Of an ICU `plural` or `selectordinal` the argument and the exact cases (`=0`) must be there, and `other`; the categories may be
///   those of the language. Of a `select` all cases. What stands in the branches must be the same in all, as a set.
/// - The addresses of Markdown links, `](…)`, must be the same: Apple's `](inflect: true)` is one.
struct FormatSpecifiers: Sendable {
    struct Occurrence: Sendable {
        let spelling: String
        var count = 1
    }

    /// By what they mean, outside of the branches of ICU messages.
    var found: [String: Occurrence] = [:]
    var inBranches: Set<String> = []
    /// Each `%` that begins nothing.
    var strayPercents = 0
    /// Whether a formatting function will read the text, in which a stray `%` does harm.
    var isFormat = false
    /// Whether anything is there to translate.
    var hasLetters = false

    init() {}

    init(_ text: String) {
        var scanner = SpecifierScanner(text, readsBranches: true)
        do {
            try scanner.scan()
        } catch {
            // Braces that are no ICU message are then compared one by one, in one more walk.
            scanner = SpecifierScanner(text, readsBranches: false)
            try? scanner.scan()
        }
        self = scanner.specifiers
    }

    mutating func add(_ meaning: String, spelled spelling: String, inBranch: Bool) {
        if inBranch {
            inBranches.insert(meaning)
        } else {
            found[meaning, default: Occurrence(spelling: spelling, count: 0)].count += 1
        }
    }

    /// What a translation has lost of these, and what it has beyond them; both empty: it may be used.
    func differences(in translation: FormatSpecifiers) -> (missing: [String], unexpected: [String]) {
        var missing = Self.surplus(of: self, over: translation)
        var unexpected = Self.surplus(of: translation, over: self)
        if isFormat, translation.strayPercents > strayPercents { unexpected.append("%") }
        missing.sort()
        unexpected.sort()
        return (missing, unexpected)
    }

    private static func surplus(of one: FormatSpecifiers, over other: FormatSpecifiers) -> [String] {
        var surplus = Array(one.inBranches.subtracting(other.inBranches))
        for (meaning, occurrence) in one.found {
            let count = occurrence.count - (other.found[meaning]?.count ?? 0)
            if count > 0 { surplus += Array(repeating: occurrence.spelling, count: count) }
        }
        return surplus
    }
}
