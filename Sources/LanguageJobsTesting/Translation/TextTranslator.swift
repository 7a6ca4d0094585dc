/// Takes the texts of a document one after the other, and gives what stands in their places.
protocol TextTranslator {
    /// What stands in the place of a text that may have no letters.
    mutating func translateWords(_ text: some StringProtocol) -> String
}

extension PseudoTranslator: TextTranslator {}
