import Foundation
import LanguageJobs
import Testing

@Suite struct HTTPDateTests {
    @Test(
        "The three forms of a date are read",
        arguments: [
            ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777), ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777),
            ("Sun Nov  6 08:49:37 1994", 784_111_777), ("Sun Nov 16 08:49:37 1994", 784_975_777),
            ("sun, 06 nov 1994 08:49:37 gmt", 784_111_777), ("Sun, 06 Nov 1994 08:49:37 UTC", 784_111_777),
            ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Thursday, 01-Jan-70 00:00:00 GMT", 0),
            ("Thursday, 01-Jan-26 00:00:00 GMT", 1_767_225_600),
            ("Thu, 29 Feb 2024 00:00:00 GMT", 1_709_164_800),
            ("Fri, 31 Dec 9999 23:59:59 GMT", 253_402_300_799),
        ] as [(String, Double)])
    func read(text: String, seconds: Double) {
        #expect(HTTPDate.date(text) == Date(timeIntervalSince1970: seconds))
    }

    @Test(
        "What is none of them is no date",
        arguments: [
            "", "soon", "06 Nov 1994", "Sun, 06 Nov 1994 08:49:37 +0100", "Sun, 06 Nov 1994 08:49:37 EST",
            "Sun, 06 Nov 1994 08:49 GMT", "Sun, 06 Nov 1994 08:49:37:11 GMT",
            "Sun, 06 Nov 1994 x:08:49:37 GMT",
            "Sun, 06 Nov 1994 08:x:49:37 GMT", "Sun, 06 Nov 1994 +8:49:37 GMT",
            "Sun, +6 Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov +994 08:49:37 GMT", "Sun, 32 Nov 1994 08:49:37 GMT", "Sun, 29 Feb 2026 08:49:37 GMT",
            "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 06 Nov 1994 25:49:37 GMT",
            "Sun, 06 Nov 10000 08:49:37 GMT",
            "1994-11-06T08:49:37Z", "Sun, 06 Nov 1994 08:49:37 GMT trailing", "784111777",
        ])
    func refused(text: String) {
        #expect(HTTPDate.date(text) == nil)
    }

    @Test(
        "A date is written in the form of today",
        arguments: [
            (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
            (-1, "Wed, 31 Dec 1969 23:59:59 GMT"), (1_709_164_800.9, "Thu, 29 Feb 2024 00:00:00 GMT"),
            (1_776_079_283, "Mon, 13 Apr 2026 11:21:23 GMT"), (-0.5, "Wed, 31 Dec 1969 23:59:59 GMT"),
        ] as [(Double, String)])
    func write(seconds: Double, text: String) {
        #expect(HTTPDate.string(Date(timeIntervalSince1970: seconds)) == text)
    }

    @Test("The weekdays and the months have their names", arguments: 0..<12)
    func names(month: Int) throws {
        let texts = [
            "Thu, 01 Jan 2026 00:00:00 GMT", "Mon, 02 Feb 2026 00:00:00 GMT", "Tue, 03 Mar 2026 00:00:00 GMT",
            "Sat, 04 Apr 2026 00:00:00 GMT", "Tue, 05 May 2026 00:00:00 GMT", "Sat, 06 Jun 2026 00:00:00 GMT",
            "Tue, 07 Jul 2026 00:00:00 GMT", "Sat, 08 Aug 2026 00:00:00 GMT", "Wed, 09 Sep 2026 00:00:00 GMT",
            "Sat, 10 Oct 2026 00:00:00 GMT", "Wed, 11 Nov 2026 00:00:00 GMT", "Sat, 12 Dec 2026 00:00:00 GMT",
        ]
        let date = try #require(HTTPDate.date(texts[month]))
        #expect(HTTPDate.string(date) == texts[month])
    }
}
