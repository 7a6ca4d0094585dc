extension DecodingError {
    /// Where the value is that can't be read, such as `lines[0].total`; empty for the root.
    package var place: String {
        guard let context else { return "" }
        var path = context.codingPath
        if case .keyNotFound(let key, _) = self { path.append(key) }
        return path.place
    }

    /// What is wrong with it, in a few words that name the place.
    package var explanation: String {
        let name = place.isEmpty ? "its root" : "“\(place)”"
        switch self {
        case .dataCorrupted(let context):
            return context.codingPath.isEmpty
                ? "it is no complete JSON" : "\(name) can't be read: \(context.debugDescription)"
        case .keyNotFound: return "\(name) is missing"
        case .typeMismatch(let type, _): return "\(name) is no \(type)"
        case .valueNotFound: return "\(name) has no value"
        @unknown default: return "it has another form"
        }
    }

    private var context: Context? {
        switch self {
        case .dataCorrupted(let context), .keyNotFound(_, let context), .typeMismatch(_, let context),
            .valueNotFound(_, let context):
            context
        @unknown default: nil
        }
    }
}
