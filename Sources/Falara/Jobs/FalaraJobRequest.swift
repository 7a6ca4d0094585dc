/// A text job to be created: what to work on, and how (Falara docs, Text Translation).
public struct FalaraJobRequest: Sendable, Hashable {
    /// What to work on.
    public var input: FalaraInput
    /// How.
    public var briefing: FalaraBriefing

    /// Makes a request.
    public init(_ input: FalaraInput, _ briefing: FalaraBriefing) {
        self.input = input
        self.briefing = briefing
    }

    /// Makes a request for one target language.
    public init(_ input: FalaraInput, from source: String, to target: String) {
        self.init(input, FalaraBriefing(from: source, to: [target]))
    }

    /// Checks what can be known without the service.
    ///
    /// - Throws: ``ClientError`` with `.invalidRequest` that names the value.
    public func validate() throws {
        try input.validate()
        try briefing.validate()
    }
}

extension FalaraJobRequest: Codable {
    private enum CodingKeys: String, CodingKey {
        case text
        case texts
    }

    /// Reads what would be sent.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        if let text = try container.decodeIfPresent(String.self, forKey: .text) {
            input = .text(text)
        } else {
            input = .segments(try container.decode([FalaraText].self, forKey: .texts))
        }
        briefing = try FalaraBriefing(from: decoder)
    }

    /// Writes `text` or `texts` among the members of the briefing.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch input {
        case .text(let text): try container.encode(text, forKey: .text)
        case .segments(let texts): try container.encode(texts, forKey: .texts)
        }
        try briefing.encode(to: encoder)
    }
}
