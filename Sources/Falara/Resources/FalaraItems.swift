/// A list of the service: a bare array, `{"data": […]}` or an array under another name; written back as it came.
///
/// Lists of glossaries were bare arrays in the docs of March 2026 and have `data` now; those of keys and templates are bare, and that
/// of engines has `engines` (Falara docs, Glossaries, Authentication, Structure Templates and Helpers).
package struct FalaraItems<Item: Codable & Hashable & Sendable>: Sendable, Hashable, Codable {
    package var items: [Item]
    /// The member that held it; `nil`: none, it is bare.
    package var member: String?

    package init(_ items: [Item], member: String? = nil) {
        self.items = items
        self.member = member
    }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }

        init?(intValue: Int) { nil }
    }

    package init(from decoder: any Decoder) throws {
        guard (try? decoder.unkeyedContainer()) == nil else {
            items = try [Item](from: decoder)
            return
        }
        let container = try decoder.container(keyedBy: Name.self)
        let names = ["data", "engines"].map(Name.init(stringValue:))
        guard let name = names.first(where: container.contains) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "There is no list in it."))
        }
        items = try container.decode([Item].self, forKey: name)
        member = name.stringValue
    }

    package func encode(to encoder: any Encoder) throws {
        guard let member else { return try items.encode(to: encoder) }
        var container = encoder.container(keyedBy: Name.self)
        try container.encode(items, forKey: Name(stringValue: member))
    }
}
