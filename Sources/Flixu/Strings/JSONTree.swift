/// A JSON value as it stands in a document: nothing of its order and spelling is lost, since it only says where things are.
struct JSONTree: Sendable {
    enum Content: Sendable {
        case string
        /// A number, `true`, `false` or `null`.
        case other
        case array([JSONTree])
        case object([Member])
    }

    struct Member: Sendable {
        let name: String
        /// The name as it is spelled, with its quotation marks.
        let spelling: Range<Int>
        let value: JSONTree
    }

    let content: Content
    /// Where the value stands, quotation marks and brackets included.
    let range: Range<Int>

    subscript(name: String) -> JSONTree? {
        guard case .object(let members) = content else { return nil }
        return members.first { $0.name == name }?.value
    }
}
