/// The exchanges of a mock, how often each has taken place, and the rule which is next.
struct MockScript: Sendable {
    private struct Line: Sendable {
        let number: Int
        let exchange: Exchange
        var used = 0

        var isUsedUp: Bool { used >= exchange.times.upperBound }
        var isSatisfied: Bool { used >= exchange.times.lowerBound }
    }

    private let order: MockTransport.Order
    private var lines: [Line]
    private var requests = 0
    private var unexpected: [String] = []

    /// So many unexpected requests are told in full: a client that retries would fill the screen.
    private static let shown = 5

    init(_ exchanges: [Exchange], order: MockTransport.Order) {
        self.order = order
        lines = zip(1..., exchanges).map { Line(number: $0, exchange: $1) }
    }

    /// The answer to a request; an unexpected one is remembered, too.
    mutating func answer(_ request: RecordedRequest) throws(MockMismatch) -> RecordedResponse {
        requests += 1
        let candidates = candidates
        for index in candidates
        where RequestComparison(lines[index].exchange.request, request).differences == 0 {
            lines[index].used += 1
            return lines[index].exchange.response
        }
        let problem = explain(request, candidates)
        unexpected.append(problem)
        throw MockMismatch([problem])
    }

    /// The unexpected requests.
    var mismatches: [String] {
        let more = unexpected.count - Self.shown
        return unexpected.prefix(Self.shown) + (more > 0 ? ["… and \(more) more unexpected requests"] : [])
    }

    /// What should have taken place and did not.
    var leftovers: [String] {
        let left = lines.filter { !$0.isSatisfied }
        guard !left.isEmpty else { return [] }
        let list = left.map { line in
            "  exchange \(line.number): \(line.exchange.request.summary) took place "
                + "\(line.used) of \(line.exchange.times.text) times"
        }
        return ["Left over, \(left.count) of \(lines.count) exchanges:\n" + list.joined(separator: "\n")]
    }

    /// The lines that may be used now.
    private var candidates: [Int] {
        let open = lines.indices.filter { !lines[$0].isUsedUp }
        switch order {
        case .matched: return open
        case .ordered:
            // Those that have taken place often enough may be passed over; nothing behind the first that has not.
            let behind = open.firstIndex { !lines[$0].isSatisfied }.map { open.index(after: $0) }
            let last = lines.lastIndex { $0.used > 0 } ?? 0
            return open[..<(behind ?? open.endIndex)].filter { $0 >= last }
        }
    }

    // MARK: Telling what was wrong

    private func explain(_ request: RecordedRequest, _ candidates: [Int]) -> String {
        let this = "Request \(requests)"
        if order == .matched, let line = lines.first(where: { $0.isUsedUp && fits($0, request) }) {
            return "\(this) fits exchange \(line.number), which has taken place \(line.used) of "
                + "\(line.exchange.times.text) times: \(request)"
        }
        let compared = candidates.map { (lines[$0], RequestComparison(lines[$0].exchange.request, request)) }
        guard let (line, comparison) = compared.min(by: { $0.1.differences < $1.1.differences }) else {
            return "\(this) came after the last of \(lines.count) exchanges: \(request)"
        }
        let place = "exchange \(line.number) of \(lines.count)"
        let title =
            order == .ordered
            ? "\(this) is not the one of \(place)" : "\(this) fits no exchange; the closest is \(place)"
        return "\(title):\n\(comparison.text)"
    }

    private func fits(_ line: Line, _ request: RecordedRequest) -> Bool {
        RequestComparison(line.exchange.request, request).differences == 0
    }
}

extension ClosedRange<Int> {
    fileprivate var text: String {
        lowerBound == upperBound ? "\(lowerBound)" : "\(lowerBound) to \(upperBound)"
    }
}
