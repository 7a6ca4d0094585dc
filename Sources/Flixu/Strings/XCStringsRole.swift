/// What a value is in a localization of an `.xcstrings` file; unknown members are ``other`` and never touched.
enum XCStringsRole {
    case localization
    case unit
    case set
    case texts
    case text
    case state
    /// `variations`: by `plural`, `device` or another dimension.
    case variations
    case dimension(isPlural: Bool)
    case substitutions
    case other

    func role(of member: String) -> XCStringsRole {
        switch (self, member) {
        case (.localization, "stringUnit"): .unit
        case (.localization, "stringSet"): .set
        case (.localization, "variations"): .variations
        case (.localization, "substitutions"): .substitutions
        case (.unit, "value"): .text
        case (.set, "values"): .texts
        case (.unit, "state"), (.set, "state"): .state
        case (.variations, "substitutions"): .substitutions
        case (.variations, _): .dimension(isPlural: member == "plural")
        case (.dimension, _), (.substitutions, _): .localization
        default: .other
        }
    }

    var ofElements: XCStringsRole { if case .texts = self { .text } else { .other } }

    var isOther: Bool { if case .other = self { true } else { false } }
    /// Whether what stands here beside the source's cases is the target language's own.
    var keepsCases: Bool { if case .dimension = self { true } else { false } }
}
