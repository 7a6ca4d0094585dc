import Foundation

/// What can be read from the body of an error answer, in whichever form a service or a gateway writes it.
///
/// Problem details (RFC 9457, with a gateway's `trace.requestId`), `{"error": {…}}`, `{"error": "…"}`, flat members,
/// `{"detail": …}`, HTML and plain text.
struct ServiceErrorBody: Sendable {
    var code: String?
    var message: String?
    var requestID: String?
    var excerpt: String?

    init(_ data: Data, contentType: String?) {
        guard !data.isEmpty else { return }
        let text = String(decoding: data.prefix(8_192), as: UTF8.self)
        excerpt = String(text.prefix(2_048))
        guard let root = try? WireCoding.decode(JSONValue.self, from: data) else {
            message = Self.readable(text, isHTML: contentType?.lowercased().contains("html") ?? false)
            return
        }
        let inner = root["error"] ?? .null
        for object in [inner, root] {
            code = code ?? Self.text(object["code"], limit: 200)
            message =
                message ?? Self.text(object["message"]) ?? Self.text(object["detail"])
                ?? Self.text(object["title"])
            requestID =
                requestID ?? Self.text(object["request_id"], limit: 200)
                ?? Self.text(object["requestId"], limit: 200)
        }
        requestID = requestID ?? Self.text(root["trace"]?["requestId"], limit: 200)
        message = message ?? Self.text(.string(inner.string ?? root.string ?? ""))
    }

    /// A member as a text of one line that is not too long to be shown.
    private static func text(_ value: JSONValue?, limit: Int = 1_000) -> String? {
        switch value {
        case .string(let text): line(text, limit: limit)
        case .integer(let number): String(number)
        case .array(let items) where !items.isEmpty && items.allSatisfy { $0["msg"]?.string != nil }:
            line(items.map(validation).joined(separator: "; "), limit: limit)
        case .array, .object:
            value.flatMap { try? WireCoding.encode($0) }.map {
                String(decoding: $0.prefix(500), as: UTF8.self)
            }
        default: nil
        }
    }

    /// A finding of FastAPI's validation: where it is, such as `body.texts[3]`, and what is wrong.
    private static func validation(_ finding: JSONValue) -> String {
        var place = ""
        if case .array(let steps)? = finding["loc"] {
            for step in steps {
                switch step {
                case .string(let name): place += (place.isEmpty ? "" : ".") + name
                case .integer(let index): place += "[\(index)]"
                default: break
                }
            }
        }
        return (place.isEmpty ? "" : "\(place): ") + (finding["msg"]?.string ?? "")
    }

    private static func line(_ text: String, limit: Int) -> String? {
        let words = text.prefix(limit).split { character in
            character.isWhitespace
                || character.unicodeScalars.contains { $0.properties.generalCategory == .control }
        }
        return words.isEmpty ? nil : words.joined(separator: " ")
    }

    /// The title of a page, or the first line of a text.
    private static func readable(_ text: String, isHTML: Bool) -> String? {
        if isHTML || text.prefix(200).lowercased().contains("<html") {
            guard let start = text.range(of: "<title>", options: .caseInsensitive),
                let end = text.range(
                    of: "</title>", options: .caseInsensitive, range: start.upperBound..<text.endIndex)
            else { return "the answer is an HTML page" }
            let title = line(String(text[start.upperBound..<end.lowerBound]), limit: 200) ?? ""
            return "the answer is an HTML page, “\(title)”"
        }
        return text.split(whereSeparator: \.isNewline).lazy.compactMap { line(String($0), limit: 300) }.first
    }
}
