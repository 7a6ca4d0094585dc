public import Foundation

/// One part of the `multipart/form-data` body that an ``ExpectedRequest`` asks for.
///
/// What is `nil` isn't looked at.
public struct ExpectedPart: Sendable {
    let name: String
    let filename: String?
    let contentType: String?
    let content: Data?

    /// Asks for a part of this name and, where given, this file name, content type and content.
    public init(_ name: String, filename: String? = nil, contentType: String? = nil, content: Data? = nil) {
        self.name = name
        self.filename = filename
        self.contentType = contentType
        self.content = content
    }

    /// Asks for a part that holds a text.
    public init(_ name: String, text: String) {
        self.init(name, content: Data(text.utf8))
    }

    /// What differs, in one line; `nil` when the part is as expected.
    func difference(to part: ReceivedForm.Part) -> String? {
        if name != part.name { return "name expected \(name), got \(part.name)" }
        if let filename, filename != part.filename {
            return "filename expected \(filename), got \(part.filename ?? "none")"
        }
        if let contentType, contentType != part.contentType {
            return "content type expected \(contentType), got \(part.contentType ?? "none")"
        }
        return content.flatMap { ByteDifference(expected: $0, actual: part.content)?.text }
    }
}
