import Foundation

extension KeyedEncodingContainer {
    /// Writes a timestamp as Falara does, with `+00:00` for UTC (Falara docs, Jobs); nothing when there is none.
    mutating func encode(falaraTimestamp date: Date?, _ key: Key) throws {
        try encodeIfPresent(date.map { RFC3339.string($0).dropLast() + "+00:00" }, forKey: key)
    }
}
