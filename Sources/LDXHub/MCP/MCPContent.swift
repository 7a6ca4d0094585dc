public import Foundation

/// A piece of what a tool gave (Model Context Protocol, `ContentBlock`).
public enum MCPContent: Sendable, Hashable {
    /// A text.
    case text(String)
    /// A picture, with its media type, such as `image/png`.
    case image(Data, mimeType: String?)
    /// A sound, with its media type, such as `audio/wav`.
    case audio(Data, mimeType: String?)
    /// The contents of something that has an address, as text or as bytes.
    case resource(uri: String, mimeType: String?, Resource)
    /// The address of something that can be read, with its name and its media type.
    case link(uri: String, name: String?, mimeType: String?)
    /// Any other kind, and what can't be read as the kind it names, as it was sent.
    case other(JSONValue)

    /// The contents of a resource.
    public enum Resource: Sendable, Hashable {
        /// A text.
        case text(String)
        /// Bytes.
        case data(Data)
    }

    /// Reads what a server sent; nothing is lost.
    init(_ value: JSONValue) {
        self = Self.known(value) ?? .other(value)
    }

    private static func known(_ value: JSONValue) -> MCPContent? {
        let mimeType = value["mimeType"]?.string
        switch value["type"]?.string {
        case "text": return value["text"]?.string.map { .text($0) }
        case "image": return bytes(value["data"]).map { .image($0, mimeType: mimeType) }
        case "audio": return bytes(value["data"]).map { .audio($0, mimeType: mimeType) }
        case "resource":
            guard let resource = value["resource"], let uri = resource["uri"]?.string else { return nil }
            let contents =
                resource["text"]?.string.map { Resource.text($0) }
                ?? bytes(resource["blob"]).map { .data($0) }
            return contents.map { .resource(uri: uri, mimeType: resource["mimeType"]?.string, $0) }
        case "resource_link":
            return value["uri"]?.string.map {
                .link(uri: $0, name: value["name"]?.string, mimeType: mimeType)
            }
        default: return nil
        }
    }

    private static func bytes(_ value: JSONValue?) -> Data? {
        value?.string.flatMap { Data(base64Encoded: $0) }
    }
}
