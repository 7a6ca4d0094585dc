/// A unit of a ``StringCatalogue`` that has no usable translation in a language: it was left as it was.
public struct CatalogueProblem: Sendable, Hashable, CustomStringConvertible {
    /// Why a translation was not written.
    public enum Reason: Sendable, Hashable {
        /// The service gave none, or an empty one.
        case missing
        /// Its format specifiers are not those of the source, so that the app would show something else, or crash.
        ///
        /// Compared are `%@`, `%1$lld`, `%#@files@`, `%arg`, `%%` and the like, with the place of their argument: numbered ones may
        /// change places, unnumbered ones of different kinds may not. Also `{name}`, `{{name}}`, `%(name)s`, ICU messages (whose
        /// plural categories may be those of the language) and the addresses of Markdown links.
        case specifiers(missing: [String], unexpected: [String])
        /// Another part of the same `.xcstrings` entry has none, and half an entry would be wrong in the app.
        case incomplete
    }

    /// The language.
    public let language: String
    /// The text.
    public let unit: StringCatalogue.Unit
    /// Why it was not written.
    public let reason: Reason
    /// What the service gave, paid but not used; `nil`: nothing.
    public let translation: String?

    /// The language, the place and the reason, for people.
    public var description: String {
        let why =
            switch reason {
            case .missing: "there is no translation"
            case .specifiers(let missing, let unexpected):
                [("lacks", missing), ("must not have", unexpected)].filter { !$0.1.isEmpty }
                    .map { "the translation \($0.0) \($0.1.joined(separator: " "))" }.joined(
                        separator: ", and ")
            case .incomplete: "another part of the entry has no usable translation"
            }
        return "\(language), \(unit.path): \(why)"
    }
}
