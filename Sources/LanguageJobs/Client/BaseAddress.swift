package import Foundation

/// A service's base address: an origin and a path prefix, checked once.
package struct BaseAddress: Sendable, Hashable, CustomStringConvertible {
    package let origin: Origin
    private let root: String

    /// Checks an address: http or https with a host, no user, query or fragment; plain http for loopback only.
    ///
    /// A path is kept as prefix, a slash at its end is ignored.
    package init(_ text: String) throws {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let components = URLComponents(string: trimmed), let url = components.url,
            let origin = Origin(url)
        else {
            throw ClientError(
                .invalidRequest,
                "The base URL is not an http or https address with a host. Give one such as https://api.example.com."
            )
        }
        guard components.user == nil, components.password == nil, components.query == nil,
            components.fragment == nil
        else {
            throw ClientError(
                .invalidRequest,
                "The base URL \(origin) must have no user, password, query or fragment: give the key as credential."
            )
        }
        guard origin.isEncrypted || origin.isLoopback else {
            throw ClientError(
                .insecureConnection,
                "The base URL \(origin) is plain http, which would show the key to the network. Use https; plain http is for loopback only."
            )
        }
        self.origin = origin
        var path = components.percentEncodedPath
        while path.hasSuffix("/") { path.removeLast() }
        root = origin.description + path
    }

    package var description: String { root }

    /// The address of a path below the base.
    ///
    /// - Parameters:
    ///   - path: Segments, each percent-encoded here; an id is one segment whatever it holds.
    ///   - query: Names and values, percent-encoded here.
    package func url(_ path: [String], query: [(name: String, value: String)] = []) throws -> URL {
        var text = root
        for segment in path {
            guard !segment.isEmpty, segment != ".", segment != ".." else {
                throw ClientError(
                    .invalidRequest, "“\(segment)” can't be part of an address: an id is needed here.")
            }
            text += "/" + Self.encode(segment)
        }
        if !query.isEmpty {
            text +=
                "?" + query.map { "\(Self.encode($0.name))=\(Self.encode($0.value))" }.joined(separator: "&")
        }
        guard let url = URL(string: text) else {
            throw ClientError(
                .invalidRequest, "No address can be made of the path \(path.joined(separator: "/")).")
        }
        return url
    }

    /// An address that the service gave: http or https with a host and no user; plain http for loopback only.
    ///
    /// One without a host is read as relative to the base.
    package func checked(_ address: URL) throws -> URL {
        let url = (URL(string: address.absoluteString, relativeTo: URL(string: root + "/")) ?? address)
            .absoluteURL
        guard let target = Origin(url), url.user(percentEncoded: true) == nil else {
            throw ClientError(
                .unexpectedResponse, "The service names an address that is none of http or https.")
        }
        guard target.isEncrypted || (target.isLoopback && !origin.isEncrypted) else {
            throw ClientError(
                .insecureConnection,
                "The service names an address at \(target), which is plain http. It was not asked.")
        }
        return url
    }

    private static func encode(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}
