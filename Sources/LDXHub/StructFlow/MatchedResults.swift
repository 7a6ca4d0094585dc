import Foundation

/// The results of a job whose rows were in its request, in the order of the rows.
struct MatchedResults: Sendable {
    /// One a row, then results that belong to none.
    let rows: [ExtractionSource.Row]
    /// How many rows were sent; `nil` when that is not known.
    let expected: Int?

    /// The results as they come, when what was sent is not known.
    init(_ results: [StructFlow.RowResult]) {
        rows = results.enumerated().map { Self.row($0, $1.id ?? String($0 + 1), $1) }
        expected = nil
    }

    /// The results of rows: by id if any has one of a row's, else by order if there are as many as rows.
    ///
    /// With fewer or more it is not known which row was left out: no row gets a result then, and all are given after the rows.
    init(_ results: [StructFlow.RowResult], of ids: [String]) {
        var first: [String: StructFlow.RowResult] = [:]
        var surplus: [StructFlow.RowResult] = []
        let known = Set(ids)
        // Ids of the service's own are no ids of rows.
        if results.contains(where: { $0.id.map(known.contains) ?? false }) || results.count != ids.count {
            for result in results {
                if let id = result.id, known.contains(id), first[id] == nil {
                    first[id] = result
                } else {
                    surplus.append(result)
                }
            }
        } else {
            first = Dictionary(zip(ids, results)) { first, _ in first }
        }
        var rows = ids.enumerated().map { Self.row($0, $1, first[$1]) }
        for result in surplus {
            rows.append(Self.row(rows.count, result.id ?? String(rows.count + 1), result))
        }
        self.rows = rows
        expected = ids.count
    }

    private static func row(
        _ index: Int, _ id: String, _ result: StructFlow.RowResult?
    ) -> ExtractionSource.Row {
        let content: ExtractionSource.Row.Content =
            if let result {
                result.withoutRecord.map { .failure($0) } ?? .record(result.line)
            } else {
                .failure(.missing)
            }
        return ExtractionSource.Row(index: index, id: id, content: content)
    }
}
