/// Which jobs a list has; archived ones are never in it (Falara docs, Jobs).
public struct FalaraJobFilter: Sendable, Hashable {
    /// Only those with this status.
    public var status: FalaraJobStatus?
    /// Only those of this project, by its exact name.
    public var projectName: String?
    /// How many a page has, from 1 to 100. Default: 100, for the fewest requests; the service's own is 20.
    public var pageSize: Int

    /// Makes a filter; without values it takes all.
    public init(status: FalaraJobStatus? = nil, projectName: String? = nil, pageSize: Int = 100) {
        self.status = status
        self.projectName = projectName
        self.pageSize = pageSize
    }

    func query(after cursor: String?) throws -> [(name: String, value: String)] {
        guard (1...100).contains(pageSize) else {
            throw ClientError(
                .invalidRequest, "pageSize is \(pageSize), and the service takes 1 to 100.")
        }
        var query = [(name: "limit", value: String(pageSize))]
        if let cursor { query.append(("cursor", cursor)) }
        if let status { query.append(("status", status.rawValue)) }
        if let projectName { query.append(("project_name", projectName)) }
        return query
    }
}
