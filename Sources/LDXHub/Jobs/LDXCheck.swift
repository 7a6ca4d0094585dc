/// Checks that need no service.
enum LDXCheck {
    static func notEmpty(_ text: String?, _ what: String, _ advice: String) throws {
        guard let text, text.contains(where: { !$0.isWhitespace }) else {
            throw ClientError(.invalidRequest, "\(what) is empty. \(advice)")
        }
    }

    static func inRange(_ number: Int?, _ range: ClosedRange<Int>, _ what: String) throws {
        guard let number, !range.contains(number) else { return }
        throw ClientError(
            .invalidRequest,
            "\(what) is \(number), and the service takes \(range.lowerBound) to \(range.upperBound).")
    }
}
