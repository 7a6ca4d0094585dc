#if Examples
public import ArgumentParser

/// The languages of a tool that translates one thing into one language.
public struct LanguageOptions: ParsableArguments, Sendable {
    /// The language of the source.
    @Option(help: .init("The language of the source.", valueName: "code"))
    public var from = "en"

    /// The language to translate into.
    @Option(help: .init("The language to translate into.", valueName: "code"))
    public var to = "de"

    /// Makes the defaults.
    public init() {}
}
#endif
