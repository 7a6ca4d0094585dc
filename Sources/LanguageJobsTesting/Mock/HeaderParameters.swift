/// A header field's value with its parameters, such as `form-data; name="file"`.
struct HeaderParameters: Sendable {
    /// What stands before the first semicolon, in lower case.
    let value: String
    private var parameters: [String: String] = [:]

    init(_ text: String) {
        var pieces: [String] = [""]
        var isQuoted = false
        var isEscaped = false
        for character in text {
            if isEscaped {
                isEscaped = false
            } else if isQuoted, character == "\\" {
                isEscaped = true
                continue
            } else if character == "\"" {
                isQuoted.toggle()
                continue
            } else if character == ";", !isQuoted {
                pieces.append("")
                continue
            } else if character == " ", !isQuoted {
                continue
            }
            pieces[pieces.count - 1].append(character)
        }
        value = pieces[0].lowercased()
        for piece in pieces.dropFirst() {
            let name = piece.prefix { $0 != "=" }
            parameters[name.lowercased()] = String(piece.dropFirst(name.count + 1))
        }
    }

    subscript(name: String) -> String? { parameters[name] }
}
