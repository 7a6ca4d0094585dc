import Foundation

/// Where outcomes are read from: the lines of an output file, or the results in the job itself.
enum ExtractionSource: Sendable {
    /// - Parameter rows: How many were sent; `nil` when that is not known.
    case lines(LineFile, rows: Int?)
    case results(MatchedResults)

    /// How far outcomes were read.
    struct Place: Sendable {
        var offset: Int64 = 0
        var index = 0
        var isEnd = false
    }

    struct Row: Sendable {
        var index: Int
        var id: String
        /// `nil` when the service has nothing of the row.
        var line: LineFile.Line?
    }

    /// Some rows from a place on, and the place after them; none for the end.
    func rows(at place: Place) throws -> (rows: [Row], next: Place?) {
        guard !place.isEnd else { return ([], nil) }
        switch self {
        case .results(let results):
            let rows = results.rows.dropFirst(place.index).prefix(256)
            return (Array(rows), rows.isEmpty ? nil : Place(index: place.index + rows.count))
        case .lines(let file, _):
            let page = try file.page(at: place.offset)
            if place.offset == 0 { try Self.checkStart(page.lines.first) }
            let rows = page.lines.enumerated().map { index, line in
                Row(index: place.index + index, id: String(place.index + index + 1), line: line)
            }
            let end = Place(offset: page.next ?? 0, index: place.index + rows.count, isEnd: page.next == nil)
            return (rows, end)
        }
    }

    /// What is wrong with the outcomes as a whole, once all were read; `nil` when nothing is.
    func lack(rows: Int, refused: Int, of job: StructFlow.Job) -> String? {
        let expected: Int?
        var missing = 0
        switch self {
        case .lines(_, let rows): expected = rows
        case .results(let results):
            expected = results.expected
            missing = results.rows.count { $0.line == nil }
        }
        if let expected, rows != expected {
            let advice =
                rows < expected
                ? "the last of them have no outcome, or lines are missing between: compare them with the rows"
                : "it is not certain which row an outcome belongs to"
            return "The job gave \(rows) outcomes for \(expected) rows; \(advice)."
        }
        if let failed = job.details.failedCount, failed != refused, failed != refused + missing {
            return
                "The service counts \(failed) failed rows, and \(refused) were found in its results. Look at the job's details."
        }
        return nil
    }

    /// A page of the web is no output, and each of its lines would be a failure of its own.
    private static func checkStart(_ line: LineFile.Line?) throws {
        guard case .text(let text)? = line, text.first == UInt8(ascii: "<") else { return }
        throw ClientError(
            .unexpectedResponse,
            "The job's output is a page of the web or other markup, no JSONL. Check the base URL and the job.",
            bodyExcerpt: text.excerpt)
    }
}
