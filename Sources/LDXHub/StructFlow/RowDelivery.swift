/// How rows get to the service.
public struct RowDelivery<Row>: Sendable {
    enum Storage: Sendable {
        case file
        case inline(id: (@Sendable (Row) -> String)?)
    }

    let storage: Storage

    /// As a file of one JSON object a line: for any number of rows, up to the service's 200 MB.
    public static var file: RowDelivery { RowDelivery(storage: .file) }

    /// In the request itself: for a few rows, at most ``StructFlow/inlineRowLimit``. Ids are the rows' numbers, from 1.
    public static var inline: RowDelivery { RowDelivery(storage: .inline(id: nil)) }

    /// In the request itself, with ids of the caller's.
    ///
    /// - Parameter id: Gives a row's id, which no other row has.
    public static func inline(id: @escaping @Sendable (Row) -> String) -> RowDelivery {
        RowDelivery(storage: .inline(id: id))
    }
}
