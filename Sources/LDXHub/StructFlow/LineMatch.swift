/// Which rows the lines of an output belong to.
enum LineMatch: Sendable, Equatable {
    /// How many rows there were is not known: lines are given as they come, without blank ones.
    case unknown
    /// There is a line for each row; blank ones are none.
    case each(rows: Int)
    /// There is a line for each row, if a blank one is that of a row without a record.
    case withBlank(rows: Int)
    /// Neither is so: no line is certain to be that of a row.
    case none(lines: Int, rows: Int)

    /// Counts the lines of an output, in one pass that keeps none.
    init(_ file: LineFile, rows: Int) throws {
        var (all, filled, last) = (0, 0, 0)
        var next: Int64? = 0
        while let offset = next {
            try Task.checkCancellation()
            let page = try file.page(at: offset)
            for line in page.lines {
                all += 1
                guard line != .blank else { continue }
                filled += 1
                last = all
            }
            next = page.next
        }
        if filled == rows {
            self = .each(rows: rows)
        } else if filled > 0, all == rows || last == rows {
            self = .withBlank(rows: rows)
        } else {
            self = .none(lines: filled, rows: rows)
        }
    }

    /// How many outcomes there are to be; `nil` when that is not known.
    var expected: Int? {
        switch self {
        case .unknown: nil
        case .each(let rows), .withBlank(let rows), .none(_, let rows): rows
        }
    }

    /// Whether a blank line is that of the row at a place; those after the last row are the end of the file.
    func countsBlank(at index: Int) -> Bool {
        if case .withBlank(let rows) = self { index < rows } else { false }
    }

    /// - Throws: ``ClientError`` with `.unexpectedResponse` when lines can't be told to be those of rows.
    func check() throws {
        guard case .none(let lines, let rows) = self else { return }
        throw ClientError(
            .unexpectedResponse,
            "The job gave \(lines) outcomes for \(rows) rows, and it is not certain which row each belongs to. outcomes(of:as:) gives them by the job's reference, without rows."
        )
    }
}
