import LanguageJobs
import Testing

/// Dates and their seconds since 1970, as `date -u` of the GNU core utilities tells them.
@Suite struct CivilTimeTests {
    static let samples: [(String, Int)] = [
        ("0001-01-01 00:00:00", -62_135_596_800),
        ("0001-02-28 12:34:56", -62_130_540_304),
        ("0004-02-29 00:00:00", -62_035_891_200),
        ("0100-03-01 00:00:00", -59_006_361_600),
        ("0400-02-29 23:59:59", -49_539_254_401),
        ("0999-12-31 23:59:59", -30_610_224_001),
        ("1000-01-01 00:00:00", -30_610_224_000),
        ("1582-10-04 00:00:00", -12_220_243_200),
        ("1582-10-15 00:00:00", -12_219_292_800),
        ("1600-02-29 06:07:08", -11_670_976_372),
        ("1700-03-01 00:00:00", -8_515_238_400),
        ("1899-12-31 23:59:59", -2_208_988_801),
        ("1900-02-28 23:59:59", -2_203_891_201),
        ("1900-03-01 00:00:00", -2_203_891_200),
        ("1969-12-31 23:59:59", -1),
        ("1970-01-01 00:00:00", 0),
        ("1972-02-29 01:02:03", 68_173_323),
        ("1999-12-31 23:59:59", 946_684_799),
        ("2000-02-29 12:00:00", 951_825_600),
        ("2000-03-01 00:00:00", 951_868_800),
        ("2024-02-29 23:59:59", 1_709_251_199),
        ("2026-04-13 11:21:23", 1_776_079_283),
        ("2038-01-19 03:14:08", 2_147_483_648),
        ("2100-02-28 23:59:59", 4_107_542_399),
        ("2100-03-01 00:00:00", 4_107_542_400),
        ("2400-02-29 00:00:00", 13_574_563_200),
        ("4000-12-31 00:00:01", 64_092_124_801),
        ("9999-01-01 00:00:00", 253_370_764_800),
        ("9999-12-31 23:59:59", 253_402_300_799),
    ]

    /// The six numbers of "0001-01-01 00:00:00".
    private func numbers(_ text: String) -> [Int] {
        text.split { "- :".contains($0) }.compactMap { Int($0) }
    }

    @Test("A date has its seconds since 1970", arguments: samples)
    func seconds(text: String, seconds: Int) throws {
        let part = numbers(text)
        let time = try #require(
            CivilTime(
                year: part[0], month: part[1], day: part[2], hour: part[3], minute: part[4], second: part[5]))
        #expect(time.secondsSince1970 == seconds)
    }

    @Test("Seconds since 1970 have their date", arguments: samples)
    func date(text: String, seconds: Int) {
        let time = CivilTime(secondsSince1970: seconds)
        let parts = [time.year, time.month, time.day, time.hour, time.minute, time.second]
        #expect(parts == numbers(text))
    }

    @Test("Every day of a cycle of four hundred years follows the one before")
    func everyDay() throws {
        var previous = CivilTime(secondsSince1970: -62_135_596_800)
        #expect([previous.year, previous.month, previous.day] == [1, 1, 1])
        var failures = 0
        for day in 1...146_097 {
            let time = CivilTime(secondsSince1970: -62_135_596_800 + day * 86_400)
            let isNextDay = time.day == previous.day + 1 && time.month == previous.month
            let isNextMonth =
                time.day == 1 && previous.day >= 28
                && (time.month == previous.month + 1 || time.month == 1 && previous.month == 12)
            if !(isNextDay || isNextMonth) { failures += 1 }
            previous = time
        }
        #expect(failures == 0)
        #expect([previous.year, previous.month, previous.day] == [401, 1, 1])
    }

    @Test(
        "A date that does not exist is none",
        arguments: [
            [2026, 2, 29, 0, 0, 0], [1900, 2, 29, 0, 0, 0], [2100, 2, 29, 0, 0, 0], [2024, 2, 30, 0, 0, 0],
            [2026, 4, 31, 0, 0, 0], [2026, 6, 31, 0, 0, 0], [2026, 9, 31, 0, 0, 0], [2026, 11, 31, 0, 0, 0],
            [2026, 1, 32, 0, 0, 0], [2026, 0, 1, 0, 0, 0], [2026, 13, 1, 0, 0, 0], [2026, 1, 0, 0, 0, 0],
            [0, 1, 1, 0, 0, 0], [10_000, 1, 1, 0, 0, 0], [2026, 1, 1, 24, 0, 0], [2026, 1, 1, 0, 60, 0],
            [2026, 1, 1, 0, 0, 61], [2026, 1, 1, -1, 0, 0], [2026, 1, 1, 0, -1, 0], [2026, 1, 1, 0, 0, -1],
        ])
    func refused(part: [Int]) {
        #expect(
            CivilTime(
                year: part[0], month: part[1], day: part[2], hour: part[3], minute: part[4], second: part[5])
                == nil)
    }
}
