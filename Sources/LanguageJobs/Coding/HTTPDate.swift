package import Foundation

/// Dates of HTTP header fields: IMF-fixdate, and the two obsolete forms that a recipient must accept (RFC 9110, 5.6.7).
package enum HTTPDate {
    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
    private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]

    /// Reads a date; `nil` when it is none.
    package static func date(_ text: String) -> Date? {
        let words = text.split { " ,-".contains($0) }.map(String.init)
        // "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"
        let parts: (day: String, month: String, year: String, time: String)
        switch words.count {
        case 6 where ["gmt", "utc", "z"].contains(words[5].lowercased()):
            parts = (words[1], words[2], words[3], words[4])
        case 5: parts = (words[2], words[1], words[4], words[3])
        default: return nil
        }
        let clock = parts.time.split(separator: ":", omittingEmptySubsequences: false).map(number)
        guard let day = number(parts.day[...]), var year = number(parts.year[...]), clock.count == 3,
            let hour = clock[0], let minute = clock[1], let second = clock[2],
            let month = months.firstIndex(of: parts.month.lowercased())
        else { return nil }
        if parts.year.count == 2 { year += year < 70 ? 2_000 : 1_900 }
        let civil = CivilTime(
            year: year, month: month + 1, day: day, hour: hour, minute: minute, second: second)
        return civil.map { Date(timeIntervalSince1970: Double($0.secondsSince1970)) }
    }

    /// Digits only: `Int` takes a sign as well.
    private static func number(_ text: Substring) -> Int? {
        text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(text) : nil
    }

    /// Writes a date as IMF-fixdate, without a fraction.
    package static func string(_ date: Date) -> String {
        let seconds = Int(date.timeIntervalSince1970.rounded(.down))
        let civil = CivilTime(secondsSince1970: seconds)
        let days = Int((Double(seconds) / 86_400).rounded(.down))
        let weekday = weekdays[((days % 7) + 7) % 7]
        let month = months[civil.month - 1].capitalized
        let pad = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
        let time = "\(pad(civil.hour)):\(pad(civil.minute)):\(pad(civil.second))"
        return "\(weekday), \(pad(civil.day)) \(month) \(civil.year) \(time) GMT"
    }
}
