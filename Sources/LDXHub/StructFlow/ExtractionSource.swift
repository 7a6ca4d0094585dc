import Foundation

/// Where outcomes are read from: the lines of an output file, or the results in the job itself.
enum ExtractionSource: Sendable {
    case lines(LineFile, LineMatch)
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
        var content: Content

        enum Content: Sendable {
            case record(Data)
            /// There is nothing to read a record from.
            case failure(ExtractionFailure)
        }
    }

    /// Some rows from a place on, and the place after them; none for the end.
    func rows(at place: Place) throws -> (rows: [Row], next: Place?) {
        guard !place.isEnd else { return ([], nil) }
        switch self {
        case .results(let results):
            let rows = results.rows.dropFirst(place.index).prefix(256)
            return (Array(rows), rows.isEmpty ? nil : Place(index: place.index + rows.count))
        case .lines(let file, let match):
            let page = try file.page(at: place.offset)
            if place.offset == 0 { try Self.checkStart(page.lines) }
            try match.check()
            var rows: [Row] = []
            rows.reserveCapacity(page.lines.count)
            for line in page.lines {
                let index = place.index + rows.count
                let content: Row.Content
                switch line {
                case .text(let text): content = .record(text)
                case .tooLong(let start): content = .failure(.tooLong(start))
                case .blank:
                    guard match.countsBlank(at: index) else { continue }
                    content = .failure(.missing)
                }
                rows.append(Row(index: index, id: String(index + 1), content: content))
            }
            let end = Place(offset: page.next ?? 0, index: place.index + rows.count, isEnd: page.next == nil)
            return (rows, end)
        }
    }

    /// What is wrong with the outcomes as a whole, once all were read; `nil` when nothing is.
    ///
    /// - Parameters:
    ///   - refused: How many rows failed in the service's words.
    ///   - without: How many have neither a record nor an error; the service may count them as failed or not.
    func lack(rows: Int, refused: Int, without: Int, of job: StructFlow.Job) -> String? {
        let expected: Int? =
            switch self {
            case .lines(_, let match): match.expected
            case .results(let results): results.expected
            }
        if let expected, rows != expected {
            let advice =
                rows < expected
                ? "the last of them have no outcome, or lines are missing between: compare them with the rows"
                : "it is not certain which row an outcome belongs to"
            return "The job gave \(rows) outcomes for \(expected) rows; \(advice)."
        }
        if let failed = job.details.failedCount, !(refused...refused + without).contains(failed) {
            return
                "The service counts \(failed) failed rows, and \(refused) were found in its results. Look at the job's details."
        }
        return nil
    }

    /// A page of the web is no output, and each of its lines would be a failure of its own.
    private static func checkStart(_ lines: [LineFile.Line]) throws {
        guard case .text(let text)? = lines.first(where: { $0 != .blank }), text.first == UInt8(ascii: "<")
        else { return }
        throw ClientError(
            .unexpectedResponse,
            "The job's output is a page of the web or other markup, no JSONL. Check the base URL and the job.",
            bodyExcerpt: text.excerpt)
    }
}

extension ExtractionFailure {
    fileprivate static func tooLong(_ start: Data) -> ExtractionFailure {
        ExtractionFailure(
            .tooLong, "The record is longer than ExtractionOptions.lineLimit. Allow more.",
            excerpt: start.excerpt)
    }
}
