/// What the service calls a language that an app names otherwise: `zh-Hans=zh`.
struct LanguageCode: Equatable {
    let language: String
    let code: String

    /// - Parameter argument: `language=code`; `nil` for anything else.
    init?(argument: String) {
        let parts = argument.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        (language, code) = (parts[0], parts[1])
    }
}

#if Examples
import ArgumentParser

extension LanguageCode: ExpressibleByArgument {}
#endif
