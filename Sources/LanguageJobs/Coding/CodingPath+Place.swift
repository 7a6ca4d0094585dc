extension Sequence<any CodingKey> {
    /// The place that the path leads to, such as `lines[0].total`; empty for the root.
    package var place: String {
        reduce(into: "") { text, key in
            if let index = key.intValue {
                text += "[\(index)]"
            } else {
                text += text.isEmpty ? key.stringValue : ".\(key.stringValue)"
            }
        }
    }
}
