extension StructFlow {
    /// The most rows that are sent in a request. The service documents no limit (LDX hub portal, StructFlow Jobs): a file is
    /// the way for many rows.
    public static let inlineRowLimit = 1_000
    /// The most bytes of rows that are sent in a request; see ``inlineRowLimit``.
    public static let inlineSizeLimit = 4 << 20
}

/// Rows that are sent in the request itself.
struct InlineRows {
    private(set) var inputs: [StructFlow.Input] = []
    private var size = 0

    mutating func append<Row: Encodable>(_ row: Row, id: (@Sendable (Row) -> String)?) throws {
        let number = inputs.count + 1
        guard number <= StructFlow.inlineRowLimit else {
            throw ClientError(
                .invalidRequest,
                "There are more than \(StructFlow.inlineRowLimit) rows. Send them as a file: delivery .file.")
        }
        let node = try RowEncoder.node(of: row, number: number)
        let inexact = node.inexactPlaces()
        guard inexact.isEmpty else {
            throw ClientError(
                .invalidRequest,
                "Row \(number) has numbers that would lose digits in a request: \(inexact.joined(separator: ", ")). Make them text, or send the rows as a file: delivery .file."
            )
        }
        let data = node.value
        size += try RowEncoder.text(of: node, number: number).count
        guard size <= StructFlow.inlineSizeLimit else {
            throw ClientError(
                .invalidRequest,
                "With row \(number) there are more than \(StructFlow.inlineSizeLimit) bytes. Send the rows as a file: delivery .file."
            )
        }
        inputs.append(StructFlow.Input(id: id?(row) ?? String(number), data: data))
    }
}
