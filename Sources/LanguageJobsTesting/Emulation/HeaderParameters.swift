import Foundation

/// A header value with parameters, such as `form-data; name="file"; filename="a.pdf"`.
struct HeaderParameters {
    /// What stands before the first semicolon, in lower case.
    let value: String
    private var parameters: [String: String] = [:]

    init(_ text: String) throws {
        var rest = Substring(text)
        value = rest.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased()
        rest = rest.drop { $0 != ";" }
        while rest.first == ";" {
            rest = rest.dropFirst().drop { $0 == " " || $0 == "\t" }
            let name = rest.prefix { $0 != "=" && $0 != ";" }.lowercased()
            rest = rest.dropFirst(name.count)
            guard !name.isEmpty, rest.first == "=" else {
                throw MultipartError("a parameter without a value in \(text.debugDescription)")
            }
            rest = rest.dropFirst()
            let read = rest.first == "\"" ? Self.quoted(&rest) : Self.token(&rest)
            guard let read, parameters[name] == nil else {
                throw MultipartError(
                    "the parameter \(name) is malformed or repeated in \(text.debugDescription)")
            }
            parameters[name] = read
            rest = rest.drop { $0 == " " || $0 == "\t" }
        }
        guard rest.isEmpty else { throw MultipartError("more than parameters in \(text.debugDescription)") }
    }

    /// A parameter as it was meant: without quotes and escapes.
    subscript(name: String) -> String? { parameters[name] }

    /// A parameter in the form `name*=UTF-8''…` (RFC 8187).
    func extended(_ name: String) throws -> String? {
        guard let written = parameters["\(name)*"] else { return nil }
        let parts = written.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].lowercased() == "utf-8", let text = parts[2].removingPercentEncoding
        else {
            throw MultipartError("the parameter \(name)* is not UTF-8 with percent escapes")
        }
        return text
    }

    private static func token(_ rest: inout Substring) -> String? {
        let token = rest.prefix { $0 != ";" && $0 != " " && $0 != "\t" && $0 != "\"" }
        rest = rest.dropFirst(token.count)
        return token.isEmpty ? nil : String(token)
    }

    /// Reads a quoted string, with the escapes of RFC 9110 and those of HTML forms (`%22`, `%0D`, `%0A`).
    private static func quoted(_ rest: inout Substring) -> String? {
        var text = ""
        rest = rest.dropFirst()
        while let character = rest.popFirst() {
            switch character {
            case "\"":
                return text.replacing("%22", with: "\"").replacing("%0D", with: "\r").replacing(
                    "%0A", with: "\n")
            case "\\":
                guard let next = rest.popFirst() else { return nil }
                // A client that doesn't escape writes the backslash itself.
                text += next == "\"" || next == "\\" ? String(next) : "\\\(next)"
            default:
                text.append(character)
            }
        }
        return nil
    }
}
