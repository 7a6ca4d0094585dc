import Foundation

/// Where a request goes, taken apart for a comparison.
struct RequestTarget: Sendable {
    struct QueryItem: Sendable, Comparable {
        let name: String
        /// Empty when there is none: services don't tell `?a` and `?a=` apart.
        let value: String

        static func < (left: QueryItem, right: QueryItem) -> Bool {
            left.name == right.name ? left.value < right.value : left.name < right.name
        }
    }

    /// Scheme, host and port, where the text has them; without user and password.
    let origin: String?
    /// As it is sent, with its percent escapes.
    let path: String
    /// Decoded, in order of name and value: the order that was sent has no meaning.
    let query: [QueryItem]

    /// Takes apart an absolute address, or a path with or without a query.
    init(_ text: String) {
        var rest = text[...].prefix { $0 != "#" }
        if let scheme = rest.range(of: "://") {
            let authorityEnd = rest[scheme.upperBound...].firstIndex { "/?".contains($0) } ?? rest.endIndex
            let host = rest[scheme.upperBound..<authorityEnd].split(separator: "@").last ?? ""
            origin = (rest[..<scheme.upperBound] + host).lowercased()
            rest = rest[authorityEnd...]
        } else {
            origin = nil
        }
        let path = rest.prefix { $0 != "?" }
        self.path = path.isEmpty ? "/" : String(path)
        query = rest.dropFirst(path.count + 1).split(separator: "&").map(Self.item).sorted()
    }

    init(origin: String?, path: String, query: [QueryItem]) {
        self.origin = origin
        self.path = path
        self.query = query.sorted()
    }

    private static func item(_ text: Substring) -> QueryItem {
        let name = text.prefix { $0 != "=" }
        return QueryItem(name: decoded(name), value: decoded(text.dropFirst(name.count + 1)))
    }

    private static func decoded(_ text: Substring) -> String {
        text.removingPercentEncoding ?? String(text)
    }
}
