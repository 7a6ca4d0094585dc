/// A day of the calendar, `YYYY-MM-DD`; in which time zone the service counts days is not documented.
public struct FlixuDay: RawRepresentable, Sendable, Hashable, Comparable, Codable, ExpressibleByStringLiteral,
    CustomStringConvertible
{
    /// The day as it is sent.
    public let rawValue: String

    /// Keeps any text; what is no day is refused where it is used.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Keeps any text; what is no day is refused where it is used.
    public init(stringLiteral value: String) { rawValue = value }

    /// Makes a day of its numbers.
    public init(year: Int, month: Int, day: Int) {
        rawValue = "\(Self.pad(year, 4))-\(Self.pad(month, 2))-\(Self.pad(day, 2))"
    }

    /// The day as it is sent.
    public var description: String { rawValue }

    /// Whether it comes before another; for days that are any, as in time.
    public static func < (one: FlixuDay, other: FlixuDay) -> Bool { one.rawValue < other.rawValue }

    /// - Throws: ``ClientError`` with `.invalidRequest` for a text that is no day, or a day that does not exist.
    func validate() throws {
        guard rawValue.utf8.count == 10, RFC3339.date("\(rawValue)T00:00:00Z") != nil else {
            throw ClientError(
                .invalidRequest, "“\(rawValue)” is no day of the calendar. Give one such as 2026-03-17.")
        }
    }

    private static func pad(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
