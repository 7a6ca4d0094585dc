/// The value of a `Content-Range` field: `bytes 0-1023/146515`, the total may be `*`.
package struct ContentRange: Hashable, Sendable {
    package let first: Int64
    package let last: Int64
    package let total: Int64?

    package init?(_ text: String?) {
        guard let text, let space = text.firstIndex(of: " "), text[..<space].lowercased() == "bytes" else {
            return nil
        }
        let parts = text[text.index(after: space)...].split(separator: "/", omittingEmptySubsequences: false)
        let bounds = parts.first?.split(separator: "-", omittingEmptySubsequences: false) ?? []
        guard parts.count == 2, bounds.count == 2, let first = Int64(bounds[0]), let last = Int64(bounds[1]),
            first >= 0, last >= first
        else { return nil }
        self.first = first
        self.last = last
        total = Int64(parts[1])
    }
}
