import Foundation

extension EmulatorJSON {
    /// This object with the numbers of one member told apart as they are written: `10.0` is a fraction, which a
    /// decoder takes for a whole number.
    ///
    /// - Parameter text: What the object was read from.
    func keepingFractions(of name: String, in text: Data) -> EmulatorJSON {
        guard case .object(var members) = self, let member = members[name] else { return self }
        let kept = Array(text).withUnsafeBufferPointer { bytes in
            var kept = member
            var walker = JSONWalker(bytes)
            _ = walker.members { place, _, value in
                if Self.name(at: place, in: bytes) == name {
                    kept = kept.keepingFractions(of: value, in: bytes)
                }
            }
            return kept
        }
        members[name] = kept
        return .object(members)
    }

    private func keepingFractions(
        of value: JSONWalker.Value, in bytes: UnsafeBufferPointer<UInt8>
    ) -> EmulatorJSON {
        var walker = JSONWalker(bytes, from: value.range.lowerBound)
        switch (self, value.kind) {
        case (.integer(let number), .number):
            return .number(Double(number))
        case (.array(var items), .array):
            var place = 0
            _ = walker.elements { value in
                if items.indices.contains(place) {
                    items[place] = items[place].keepingFractions(of: value, in: bytes)
                }
                place += 1
            }
            return .array(items)
        case (.object(var members), .object):
            _ = walker.members { place, _, value in
                guard let name = Self.name(at: place, in: bytes), let member = members[name] else { return }
                members[name] = member.keepingFractions(of: value, in: bytes)
            }
            return .object(members)
        default:
            return self
        }
    }

    /// A member's name, from what stands between its quotes.
    private static func name(at place: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) -> String? {
        let quoted = Data(bytes[place.lowerBound - 1..<place.upperBound + 1])
        return try? JSONDecoder().decode(String.self, from: quoted)
    }
}
