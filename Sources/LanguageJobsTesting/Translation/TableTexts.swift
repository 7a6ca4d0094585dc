/// Translates comma-separated values: every field but those of the first row and, where a row has more, the first.
enum TableTexts {
    static func translated(_ text: String, _ translator: inout PseudoTranslator) -> String {
        var output = ""
        var start = text.unicodeScalars.startIndex
        var (isQuoted, isHeader, isFirst) = (false, true, true)
        let scalars = text.unicodeScalars
        func field(upTo end: String.Index, _ terminator: Unicode.Scalar?) {
            let field = text[start..<end]
            let isKey = isHeader || isFirst && terminator == ","
            output += isKey ? String(field) : translated(field, &translator)
        }
        for index in scalars.indices {
            switch scalars[index] {
            case "\"":
                isQuoted.toggle()
            case ",", "\n", "\r":
                if isQuoted { continue }
                field(upTo: index, scalars[index])
                output.unicodeScalars.append(scalars[index])
                start = scalars.index(after: index)
                isFirst = scalars[index] != ","
                if isFirst { isHeader = false }
            default:
                continue
            }
        }
        field(upTo: scalars.endIndex, nil)
        return output
    }

    private static func translated(_ field: Substring, _ translator: inout PseudoTranslator) -> String {
        guard field.first == "\"", field.last == "\"", field.count > 1 else {
            return translator.translateWords(field)
        }
        return "\"\(translator.translateWords(field.dropFirst().dropLast()))\""
    }
}
