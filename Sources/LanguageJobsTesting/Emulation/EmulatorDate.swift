import Foundation

/// Dates in HTTP header fields, `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, 5.6.7), without a locale.
enum EmulatorDate {
    private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    static func string(unixSeconds: Int64) -> String {
        // 1970-01-01T00:00:00Z: the date comes from the ISO form, the weekday from the day's number.
        let iso = Date(timeIntervalSince1970: TimeInterval(unixSeconds)).ISO8601Format()
        let parts = iso.split { "-T:Z".contains($0) }
        guard parts.count == 6, let month = Int(parts[1]), (1...12).contains(month) else { return iso }
        let day = unixSeconds >= 0 ? unixSeconds / 86_400 : (unixSeconds - 86_399) / 86_400
        let weekday = weekdays[Int(((day % 7) + 7) % 7)]
        let time = parts[3...].joined(separator: ":")
        return "\(weekday), \(parts[2]) \(months[month - 1]) \(parts[0]) \(time) GMT"
    }

    /// Seconds since 1970; `nil` for anything but the preferred form.
    static func unixSeconds(_ text: String) -> Int64? {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", let month = months.firstIndex(of: String(parts[2])),
            let day = Int(parts[1]), let year = Int(parts[3])
        else { return nil }
        let number = month + 1
        let iso = "\(year)-\(number < 10 ? "0" : "")\(number)-\(day < 10 ? "0" : "")\(day)T\(parts[4])Z"
        guard let date = try? Date(iso, strategy: .iso8601) else { return nil }
        return Int64(date.timeIntervalSince1970)
    }
}
