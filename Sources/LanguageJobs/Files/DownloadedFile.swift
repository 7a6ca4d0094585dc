public import Foundation

/// A file that was downloaded whole.
public struct DownloadedFile: Sendable, Hashable {
    /// Where it is.
    public var url: URL
    /// Its bytes.
    public var size: Int64
    /// The name that the service suggested, without any path; a name to show, or to choose by yourself.
    public var suggestedName: String?
    /// The media type that the service named.
    public var contentType: String?

    /// Makes a description of a downloaded file.
    public init(url: URL, size: Int64, suggestedName: String? = nil, contentType: String? = nil) {
        self.url = url
        self.size = size
        self.suggestedName = suggestedName
        self.contentType = contentType
    }
}
