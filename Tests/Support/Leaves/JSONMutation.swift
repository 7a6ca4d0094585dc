package import Foundation

/// A document in which one leaf was changed to another value of the same kind.
package struct JSONMutation: Sendable, Equatable {
    package let path: String
    /// What stands there now, as JSON.
    package let replacement: String
    package let document: Data

    /// One for each leaf: a bool is flipped, a number is one more, a timestamp is another minute, a string gets
    /// a suffix.
    ///
    /// Null has no other value and any kind could be meant, so there is one of each kind for it. Empty arrays
    /// and objects have none.
    package static func all(in document: Data) throws -> [JSONMutation] {
        try JSONLeaf.all(in: document).flatMap { leaf in
            try replacements(of: leaf, in: document).map { replacement in
                var changed = Data(document)
                changed.replaceSubrange(leaf.range, with: Data(replacement.utf8))
                return JSONMutation(path: leaf.path, replacement: replacement, document: changed)
            }
        }
    }

    private static func replacements(of leaf: JSONLeaf, in document: Data) throws -> [String] {
        switch leaf.value {
        case .null: return ["true", "1", #""2026-01-02T03:04:05Z""#, #"["a"]"#, #"{"a":1}"#]
        case .bool(let value): return ["\(!value)"]
        case .number(let number): return [oneMore(than: number)]
        case .string(let text):
            return [String(decoding: try JSONEncoder().encode(changed(text)), as: UTF8.self)]
        case .emptyArray, .emptyObject: return []
        }
    }

    private static func oneMore(than number: JSONNumber) -> String {
        guard let value = Decimal(string: number.literal, locale: Locale(identifier: "en_US_POSIX")) else {
            return "1"
        }
        let more = JSONNumber("\(value + 1)")
        // Beyond 38 digits one more is the same.
        return more == number ? "1" : more.literal
    }

    private static func changed(_ text: String) -> String {
        if let stamp = text.wholeMatch(of: timestamp) {
            let minute = (Int(stamp.minute) ?? 0) + 1
            return "\(stamp.before)\(minute % 60 < 10 ? "0" : "")\(minute % 60)\(stamp.after)"
        }
        // A number in a string stays one.
        return text + (Double(text) == nil ? "-changed" : "1")
    }

    private static var timestamp: Regex<(Substring, before: Substring, minute: Substring, after: Substring)> {
        /(?<before>\d{4}-\d\d-\d\d[Tt ]\d\d:)(?<minute>\d\d)(?<after>:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d))/
    }
}
