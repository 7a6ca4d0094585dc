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

    /// The results of rows: by id where each has one, else by order.
    init(_ results: [StructFlow.RowResult], of ids: [String]) {
        var rows: [ExtractionSource.Row] = []
        var surplus: [StructFlow.RowResult] = []
        let known = Set(ids)
        // Ids of the service's own are no ids of rows.
        if results.allSatisfy({ $0.id != nil }), results.contains(where: { known.contains($0.id ?? "") }) {
            var first: [String: StructFlow.RowResult] = [:]
            for result in results {
                if let id = result.id, known.contains(id), first[id] == nil {
                    first[id] = result
                } else {
                    surplus.append(result)
                }
            }
            rows = ids.enumerated().map { Self.row($0, $1, first[$1]) }
        } else {
            rows = ids.enumerated().map { Self.row($0, $1, $0 < results.count ? results[$0] : nil) }
            surplus = Array(results.dropFirst(ids.count))
        }
        for result in surplus {
            rows.append(Self.row(rows.count, result.id ?? String(rows.count + 1), result))
        }
        self.rows = rows
        expected = ids.count
    }

    private static func row(
        _ index: Int, _ id: String, _ result: StructFlow.RowResult?
    ) -> ExtractionSource.Row {
        ExtractionSource.Row(index: index, id: id, line: result.map { .text($0.line) })
    }
}
