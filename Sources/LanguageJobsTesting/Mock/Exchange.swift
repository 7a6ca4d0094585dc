/// A request that a mock expects, and what it answers.
public struct Exchange: Sendable {
    let request: ExpectedRequest
    let response: RecordedResponse
    let times: ClosedRange<Int>

    /// Makes an exchange that has to take place so many times.
    public init(_ request: ExpectedRequest, _ response: RecordedResponse, times: Int = 1) {
        self.init(request, response, times: times...times)
    }

    /// Makes an exchange that has to take place at least and at most so many times.
    public init(_ request: ExpectedRequest, _ response: RecordedResponse, times: ClosedRange<Int>) {
        self.request = request
        self.response = response
        self.times = times
    }
}

/// Collects the exchanges of a ``MockTransport``.
@resultBuilder
public enum ExchangeBuilder {
    /// Takes one exchange.
    public static func buildExpression(_ exchange: Exchange) -> [Exchange] { [exchange] }
    /// Takes exchanges made elsewhere.
    public static func buildExpression(_ exchanges: [Exchange]) -> [Exchange] { exchanges }
    /// Puts them one after the other.
    public static func buildBlock(_ parts: [Exchange]...) -> [Exchange] { parts.flatMap { $0 } }
    /// Takes those of a loop.
    public static func buildArray(_ parts: [[Exchange]]) -> [Exchange] { parts.flatMap { $0 } }
    /// Takes those of an `if`.
    public static func buildOptional(_ part: [Exchange]?) -> [Exchange] { part ?? [] }
    /// Takes those of one branch.
    public static func buildEither(first part: [Exchange]) -> [Exchange] { part }
    /// Takes those of the other branch.
    public static func buildEither(second part: [Exchange]) -> [Exchange] { part }
}
