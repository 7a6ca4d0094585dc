import Foundation
import LanguageJobs
import Testing

@Suite struct ServerHintTests {
    /// 6 November 1994, 08:49:37 UTC.
    private let now = Date(timeIntervalSince1970: 784_111_777)

    @Test(
        "The field that is most exact counts",
        arguments: [
            (["retry-after-ms": "1500", "retry-after": "9"], 1_500), (["retry-after": "9"], 9_000),
            (["Retry-After": "0.25"], 250), (["RETRY-AFTER": "86400"], 86_400_000),
            (["retry-after": "Sun, 06 Nov 1994 08:50:07 GMT"], 30_000),
            (["retry-after": "Sunday, 06-Nov-94 08:50:07 GMT"], 30_000),
            (["retry-after": "Sun Nov  6 08:50:07 1994"], 30_000),
        ] as [(TransportHeaders, Int)])
    func accepted(headers: TransportHeaders, milliseconds: Int) {
        #expect(ServerHint.delay(headers, now: now, refused: false) == .milliseconds(milliseconds))
    }

    @Test("The answer's own date is preferred to ours, since the clocks may differ")
    func ownDate() {
        let headers: TransportHeaders = [
            "date": "Mon, 07 Nov 1994 00:00:00 GMT", "retry-after": "Mon, 07 Nov 1994 00:00:20 GMT",
        ]
        #expect(ServerHint.delay(headers, now: now, refused: false) == .seconds(20))
    }

    @Test(
        "What can't be meant is no hint",
        arguments: [
            "0", "-1", "", " ", "soon", "nan", "inf", "-inf", "86401", "1e17", "1e20", "1e300", "-1e300",
            "1e-300", "1,5", "Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:00 GMT",
            "Fri, 31 Dec 9999 23:59:59 GMT",
        ])
    func refused(value: String) {
        #expect(ServerHint.delay(["retry-after": value], now: now, refused: true) == nil)
        #expect(ServerHint.delay(["x-ratelimit-reset": value], now: now, refused: true) == nil)
    }

    @Test(
        "No number of milliseconds ends the process", arguments: ["1e308", "-1e308", "1e-308", "nan", "inf"])
    func milliseconds(value: String) {
        #expect(ServerHint.delay(["retry-after-ms": value], now: now, refused: true) == nil)
    }

    @Test(
        "The end of the rate window counts for a refused request only, in seconds or as a date",
        arguments: [("42", 42), ("784111807", nil), ("1784111807", nil)] as [(String, Int?)])
    func rateWindow(value: String, seconds: Int?) {
        let headers: TransportHeaders = ["X-RateLimit-Reset": value]
        #expect(ServerHint.delay(headers, now: now, refused: true) == seconds.map { .seconds($0) })
        #expect(ServerHint.delay(headers, now: now, refused: false) == nil)
    }

    @Test("The end of the rate window as seconds since 1970 is reckoned from now")
    func rateWindowDate() {
        let today = Date(timeIntervalSince1970: 1_767_225_600)
        let delay = ServerHint.delay(["X-RateLimit-Reset": "1767225630"], now: today, refused: true)
        #expect(delay == .seconds(30))
    }

    @Test("Retry-After beats the end of the rate window")
    func order() {
        let headers: TransportHeaders = ["X-RateLimit-Reset": "42", "Retry-After": "3"]
        #expect(ServerHint.delay(headers, now: now, refused: true) == .seconds(3))
    }
}
