extension KeyedDecodingContainer {
    /// A number that may be missing or come as a string; `nil` for one that is not finite.
    func number(_ key: Key) -> Double? {
        lenient(Double.self, key) ?? lenient(String.self, key).flatMap(LenientNumber.init)?.value
    }

    /// A count that may be missing or come as a string; `nil` for one that is not whole or out of range.
    func count<Value: FixedWidthInteger & Decodable>(_ type: Value.Type, _ key: Key) -> Value? {
        lenient(type, key) ?? lenient(String.self, key).flatMap { Value(lenient: $0) }
    }
}

extension FixedWidthInteger {
    /// A count that came as a string.
    init?(lenient text: String) {
        if let value = Self(text) {
            self = value
        } else {
            guard let number = LenientNumber(text), let value = Self(exactly: number.value) else {
                return nil
            }
            self = value
        }
    }
}

/// A number as JSON writes it, in a string.
private struct LenientNumber {
    let value: Double

    init?(_ text: String) {
        guard text.utf8.allSatisfy("0123456789+-.eE".utf8.contains), let value = Double(text), value.isFinite
        else { return nil }
        self.value = value
    }
}
