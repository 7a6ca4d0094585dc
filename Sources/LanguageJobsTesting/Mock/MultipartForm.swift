import Foundation

/// A `multipart/form-data` body taken apart, strictly as RFC 7578 has it.
struct MultipartForm: Sendable {
    struct Part: Sendable {
        let name: String
        let filename: String?
        let contentType: String?
        let content: Data
    }

    /// Why a body is no form.
    struct Malformed: Error {
        let reason: String
    }

    let parts: [Part]

    init(_ body: Data, contentType: String?) throws(Malformed) {
        guard let contentType, contentType.lowercased().hasPrefix("multipart/form-data") else {
            throw Malformed(
                reason: "the content type is \(contentType ?? "missing"), not multipart/form-data")
        }
        guard let boundary = HeaderParameters(contentType)["boundary"], !boundary.isEmpty else {
            throw Malformed(reason: "the content type \(contentType) has no boundary")
        }
        let delimiter = Data("\r\n--\(boundary)".utf8)
        // The first delimiter has no line break before it: with one, all are alike.
        var rest = Data("\r\n".utf8) + body
        guard rest.starts(with: delimiter) else {
            throw Malformed(reason: "the body does not begin with its boundary")
        }
        rest = rest.dropFirst(delimiter.count)
        var parts: [Part] = []
        while !rest.starts(with: Data("--".utf8)) {
            guard rest.starts(with: Data("\r\n".utf8)), let end = rest.dropFirst(2).firstRange(of: delimiter)
            else {
                throw Malformed(reason: "part \(parts.count + 1) is not ended by the boundary")
            }
            parts.append(try Self.part(rest.dropFirst(2)[..<end.lowerBound], number: parts.count + 1))
            rest = rest[end.upperBound...]
        }
        guard rest.dropFirst(2).allSatisfy({ $0 == 0x0D || $0 == 0x0A }) else {
            throw Malformed(reason: "\(rest.count - 2) bytes follow the last boundary")
        }
        self.parts = parts
    }

    private static func part(_ bytes: Data, number: Int) throws(Malformed) -> Part {
        guard let end = bytes.firstRange(of: Data("\r\n\r\n".utf8)) else {
            throw Malformed(reason: "part \(number) has no empty line after its header")
        }
        var fields: [String: String] = [:]
        for line in String(decoding: bytes[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        {
            let name = line.prefix { $0 != ":" }
            fields[name.lowercased()] = line.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces)
        }
        let disposition = HeaderParameters(fields["content-disposition"] ?? "")
        guard disposition.value == "form-data", let name = disposition["name"] else {
            throw Malformed(reason: "part \(number) has no content-disposition of form-data with a name")
        }
        return Part(
            name: name, filename: disposition["filename"], contentType: fields["content-type"],
            content: Data(bytes[end.upperBound...]))
    }
}
