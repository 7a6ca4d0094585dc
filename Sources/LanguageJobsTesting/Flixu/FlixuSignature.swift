/// The query of a signed address, as Amazon S3 has it.
struct FlixuSignature: Sendable {
    static let queryNames: Set = [
        "X-Amz-Algorithm", "X-Amz-Date", "X-Amz-Expires", "X-Amz-SignedHeaders", "X-Amz-Signature",
    ]

    let items: [(name: String, value: String)]

    /// - Parameters:
    ///   - path: What is signed.
    ///   - date: RFC 3339.
    init(_ path: String, date: String, lifetime: Duration, seed: UInt64) {
        let unsigned = [
            ("X-Amz-Algorithm", "AWS4-HMAC-SHA256"),
            ("X-Amz-Date", String(date.filter { $0 != "-" && $0 != ":" })),
            ("X-Amz-Expires", String(lifetime.components.seconds)),
            ("X-Amz-SignedHeaders", "host"),
        ]
        var hash = RecordHash(seed)
        hash.combine((path + unsigned.map(\.1).joined(separator: "&")).utf8)
        var random = SeededRandom(seed: hash.value)
        let signature = (0..<2).map { _ in random.nextUUID().filter { $0 != "-" } }.joined()
        items = unsigned.map { (name: $0.0, value: $0.1) } + [(name: "X-Amz-Signature", value: signature)]
    }

    var query: String { items.map { "\($0.name)=\($0.value)" }.joined(separator: "&") }

    /// Whether a query is this one, in whatever order.
    func matches(_ query: [(name: String, value: String)]) -> Bool {
        query.count == items.count
            && items.allSatisfy { item in query.contains { $0.name == item.name && $0.value == item.value } }
    }
}
