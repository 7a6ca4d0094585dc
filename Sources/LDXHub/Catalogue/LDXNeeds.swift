/// What a request needs of the model or engine that it names.
public struct LDXNeeds: Sendable, Hashable {
    /// The id of the model or engine.
    public var id: String
    /// The format of the input; `nil`: not known, so not asked for.
    public var input: LDXFormat?
    /// The format of the output; `nil` for services that let nobody choose.
    public var output: LDXFormat?
    /// Codes of the languages to read; empty where none is named.
    public var languages: [String]

    /// Makes it of what a request names.
    public init(id: String, output: LDXFormat? = nil, languages: [String] = []) {
        self.id = id
        self.output = output
        self.languages = languages
    }
}
