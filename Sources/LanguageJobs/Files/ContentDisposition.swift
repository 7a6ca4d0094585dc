import Foundation

/// The file name that a server suggests; a name only, never a path.
package enum ContentDisposition {
    /// The suggested name: `filename*` before `filename`, its last path component, without what no name may hold.
    ///
    /// `nil` when there is none, or nothing is left of it.
    package static func filename(_ header: String?) -> String? {
        guard let header else { return nil }
        let parameters = parameters(of: header)
        let extended = parameters["filename*"].flatMap { value -> String? in
            let parts = value.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3, parts[0].lowercased() == "utf-8" else { return nil }
            return String(parts[2]).removingPercentEncoding
        }
        return (extended ?? parameters["filename"]).flatMap(safe)
    }

    private static func safe(_ name: String) -> String? {
        let last = name.split { $0 == "/" || $0 == "\\" || $0 == ":" }.last.map(String.init) ?? ""
        // Controls, and what would show the name in another order than it has.
        let unsafe: Set<Unicode.GeneralCategory> = [.control, .format, .lineSeparator, .paragraphSeparator]
        let isJoiner = { (scalar: Unicode.Scalar) in scalar.value == 0x200C || scalar.value == 0x200D }
        let clean = String(
            last.unicodeScalars.filter { isJoiner($0) || !unsafe.contains($0.properties.generalCategory) }
        ).trimmingCharacters(in: .whitespaces)
        let visible = clean.drop { $0 == "." }
        return visible.isEmpty ? nil : prefix(visible, bytes: 200)
    }

    /// File systems count bytes.
    private static func prefix(_ name: Substring, bytes limit: Int) -> String {
        var name = name
        while name.utf8.count > limit { name.removeLast() }
        return String(name)
    }

    private static func parameters(of header: String) -> [String: String] {
        var result: [String: String] = [:]
        var rest = header[...]
        while let semicolon = rest.firstIndex(of: ";") {
            rest = rest[rest.index(after: semicolon)...]
            guard let equals = rest.firstIndex(where: { $0 == "=" || $0 == ";" }) else { break }
            if rest[equals] == ";" {
                rest = rest[equals...]
                continue
            }
            let name = rest[..<equals].trimmingCharacters(in: .whitespaces).lowercased()
            rest = rest[rest.index(after: equals)...].drop { $0 == " " }
            let value: String
            if rest.first == "\"" {
                (value, rest) = quoted(rest.dropFirst())
            } else {
                let end = rest.firstIndex(of: ";") ?? rest.endIndex
                value = rest[..<end].trimmingCharacters(in: .whitespaces)
                rest = rest[end...]
            }
            if result[name] == nil { result[name] = value }
        }
        return result
    }

    private static func quoted(_ text: Substring) -> (String, Substring) {
        var value = ""
        var isEscaped = false
        for index in text.indices {
            let character = text[index]
            if isEscaped {
                value.append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                return (value, text[text.index(after: index)...])
            } else {
                value.append(character)
            }
        }
        return (value, "")
    }
}
