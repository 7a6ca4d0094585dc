/// A request that a mock did not expect, or exchanges that did not take place.
///
/// The text is made to be read in a test's output: expected and actual beside each other, line by line, keys left out.
public struct MockMismatch: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was wrong; a problem may have several lines.
    public let problems: [String]

    init(_ problems: [String]) {
        self.problems = problems
    }

    /// All problems, one below the other.
    public var description: String { problems.joined(separator: "\n") }
}
