import Foundation

/// Writes the header field that gives a download its name.
enum AttachmentDisposition {
    /// A value with the name twice: plain for old clients, and with percent escapes (RFC 6266, RFC 8187).
    static func value(_ filename: String) -> String {
        let plain = String(filename.map { $0.isASCII && $0 >= " " && $0 != "\"" && $0 != "\\" ? $0 : "_" })
        let escaped = filename.addingPercentEncoding(withAllowedCharacters: attributeCharacters) ?? plain
        return "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(escaped)"
    }

    private static let attributeCharacters = CharacterSet(
        charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$&+-.^_`|~")
}
