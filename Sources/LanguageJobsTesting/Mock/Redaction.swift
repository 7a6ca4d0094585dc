import Foundation
import LanguageJobs

/// How values are shown in a message: short, and without what has to stay secret.
enum Redaction {
    static let mark = "[redacted]"

    /// A header field's value; of credentials the scheme is left.
    static func header(_ name: String, _ value: String) -> String {
        guard TransportRequest.isSecret(name) else { return value }
        let words = value.split(separator: " ", maxSplits: 1)
        return words.count == 2 ? "\(words[0]) \(mark)" : mark
    }

    /// A query, names and values, in one line.
    static func query(_ items: [RequestTarget.QueryItem]) -> String {
        guard !items.isEmpty else { return "none" }
        return items.map { item in
            "\(item.name)=\(TransportRequest.isSecret(item.name) ? mark : item.value)"
        }.joined(separator: "&")
    }

    /// A JSON value that stands under a name, in one line of at most 80 characters.
    static func json(_ value: JSONValue, under name: String) -> String {
        guard let data = try? WireCoding.encode(hidden(value, under: name)) else { return "a value" }
        return short(String(decoding: data, as: UTF8.self))
    }

    static func short(_ text: String) -> String {
        text.count > 80 ? text.prefix(79) + "…" : text
    }

    private static func hidden(_ value: JSONValue, under name: String) -> JSONValue {
        if TransportRequest.isSecret(name) { return .string(mark) }
        switch value {
        case .array(let elements): return .array(elements.map { hidden($0, under: "") })
        case .object(let members):
            return .object(Dictionary(uniqueKeysWithValues: members.map { ($0, hidden($1, under: $0)) }))
        case .null, .bool, .integer, .number, .string: return value
        }
    }
}
