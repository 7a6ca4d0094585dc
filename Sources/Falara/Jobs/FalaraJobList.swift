/// A page of the list: `{"data": […], "pagination": {…}}`, or a bare array as older lists are (Falara docs, Jobs).
package struct FalaraJobList: Sendable, Hashable, Codable {
    package struct Pagination: Sendable, Hashable, Codable {
        package var cursor: String?
        package var hasMore: Bool?

        package init(cursor: String?, hasMore: Bool?) {
            self.cursor = cursor
            self.hasMore = hasMore
        }

        private enum CodingKeys: String, CodingKey {
            case cursor
            case hasMore = "has_more"
        }
    }

    package var data: [FalaraJob]
    package var pagination: Pagination?

    package init(_ data: [FalaraJob], _ pagination: Pagination? = nil) {
        self.data = data
        self.pagination = pagination
    }

    private enum CodingKeys: String, CodingKey {
        case data
        case pagination
    }

    package init(from decoder: any Decoder) throws {
        if let bare = try? decoder.singleValueContainer().decode([FalaraJob].self) {
            data = bare
        } else {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            data = try container.decode([FalaraJob].self, forKey: .data)
            pagination = container.lenient(Pagination.self, .pagination)
        }
    }

    /// Where the next page begins; `nil` after the last.
    var next: String? {
        guard pagination?.hasMore != false, let cursor = pagination?.cursor, !cursor.isEmpty else {
            return nil
        }
        return cursor
    }
}
