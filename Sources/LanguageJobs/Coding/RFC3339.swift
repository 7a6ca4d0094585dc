package import Foundation

/// Timestamps as the services write them: RFC 3339, with or without a fraction, in any zone.
package enum RFC3339 {
    /// Reads a timestamp; `nil` when it is none or names a day that does not exist. A missing zone means UTC.
    package static func date(_ text: String) -> Date? {
        var scanner = DigitScanner(text)
        guard let year = scanner.digits(4), scanner.skip("-"), let month = scanner.digits(2),
            scanner.skip("-"),
            let day = scanner.digits(2), scanner.skip("T", "t", " "),
            let hour = scanner.digits(2), scanner.skip(":"), let minute = scanner.digits(2)
        else { return nil }
        var second = 0
        var fraction = 0.0
        if scanner.skip(":") {
            guard let value = scanner.digits(2) else { return nil }
            second = value
            if scanner.skip(".", ",") {
                guard let value = scanner.fraction() else { return nil }
                fraction = value
            }
        }
        var offset = 0
        if !scanner.isAtEnd, !scanner.skip("Z", "z") {
            let sign = scanner.skip("+") ? 1 : -1
            guard sign == 1 || scanner.skip("-"), let hours = scanner.digits(2) else { return nil }
            _ = scanner.skip(":")
            guard let minutes = scanner.digits(2), hours < 24, minutes < 60 else { return nil }
            offset = sign * (hours * 3_600 + minutes * 60)
        }
        guard scanner.isAtEnd,
            let civil = CivilTime(
                year: year, month: month, day: day, hour: hour, minute: minute, second: second)
        else { return nil }
        return Date(timeIntervalSince1970: Double(civil.secondsSince1970 - offset) + fraction)
    }

    /// Writes a timestamp in UTC: whole seconds without a fraction, others with six digits.
    ///
    /// A date before the year 1 or after the year 9999, which RFC 3339 can't write, becomes the first or the last second.
    package static func string(_ date: Date) -> String {
        // In this order, so that NaN becomes the lower bound.
        let bounded = min(max(-62_135_596_800, date.timeIntervalSince1970), 253_402_300_799)
        let microseconds = Int((bounded * 1_000_000).rounded())
        let seconds = Int((Double(microseconds) / 1_000_000).rounded(.down))
        let rest = microseconds - seconds * 1_000_000
        let civil = CivilTime(secondsSince1970: seconds)
        let day = "\(pad(civil.year, 4))-\(pad(civil.month))-\(pad(civil.day))"
        let time = "\(pad(civil.hour)):\(pad(civil.minute)):\(pad(civil.second))"
        return "\(day)T\(time)\(rest == 0 ? "" : ".\(pad(rest, 6))")Z"
    }

    private static func pad(_ number: Int, _ width: Int = 2) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
