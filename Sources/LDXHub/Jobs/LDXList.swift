/// A list answer: `{"data": […]}` as in the portal's examples, or a bare array as its schemas name it.
package struct LDXList<Element: Codable & Sendable>: Codable, Sendable {
    package var data: [Element]

    private enum CodingKeys: String, CodingKey {
        case data
    }

    package init(from decoder: any Decoder) throws {
        if let bare = try? decoder.singleValueContainer().decode([Element].self) {
            data = bare
        } else {
            data = try decoder.container(keyedBy: CodingKeys.self).decode([Element].self, forKey: .data)
        }
    }
}

extension LDXList: Equatable where Element: Equatable {
    package init(_ data: [Element]) { self.data = data }
}
