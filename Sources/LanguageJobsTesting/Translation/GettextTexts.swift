/// Translates gettext catalogues: `msgstr` gets the translation of `msgid`, plural forms that of `msgid_plural`.
///
/// The header, whose `msgid` is empty, stays as it is.
enum GettextTexts {
    static func translated(_ text: String, _ translator: inout PseudoTranslator) -> String {
        var entry = Entry()
        var lines: [String] = []
        for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            let end = line.last == UInt8(ascii: "\r") ? "\r" : ""
            if let new = entry.read(Substring(line.dropLast(end.utf8.count)), &translator) {
                lines.append(new + end)
            }
        }
        return lines.joined(separator: "\n")
    }

    private struct Entry {
        private enum Place { case none, other, id, plural, written, kept }
        private var place = Place.none
        private var id = ""
        private var plural = ""

        /// The line as it is written; `nil` for one that is left out.
        mutating func read(_ line: Substring, _ translator: inout PseudoTranslator) -> String? {
            let keyword = line.prefix { $0 != " " && $0 != "\"" }
            let value = quoted(line)
            switch keyword {
            case "" where value != nil:
                if place == .id { id += value ?? "" }
                if place == .plural { plural += value ?? "" }
                // The text that was there goes on in this line.
                return place == .written ? nil : String(line)
            case "msgid":
                (place, id, plural) = (.id, value ?? "", "")
            case "msgid_plural":
                (place, plural) = (.plural, value ?? "")
            case _ where keyword.hasPrefix("msgstr"):
                let source = keyword == "msgstr" || keyword == "msgstr[0]" ? id : plural
                place = source.isEmpty ? .kept : .written
                return source.isEmpty ? String(line) : "\(keyword) \"\(translator.translate(source))\""
            default:
                place = .other
            }
            return String(line)
        }

        /// What stands between the first and the last quote, with its escapes.
        private func quoted(_ line: Substring) -> String? {
            guard let first = line.firstIndex(of: "\""), let last = line.lastIndex(of: "\""), first < last
            else { return nil }
            return String(line[line.index(after: first)..<last])
        }
    }
}
