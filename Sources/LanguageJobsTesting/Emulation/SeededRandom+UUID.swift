extension SeededRandom {
    /// The next value in the form of a UUID, in lower case.
    mutating func nextUUID() -> String {
        let digits = Array("0123456789abcdef")
        let text = (0..<32).map { _ in digits[Int(next() % 16)] }
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(text[$0]) }.joined(separator: "-")
    }
}
