import LanguageJobsTesting
import Testing

@Suite("SeededRandom")
struct SeededRandomTests {
    // Reference output of the published C implementation.
    @Test(
        "The numbers are those of SplitMix64",
        arguments: [
            (
                0,
                [
                    0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4, 0x06C4_5D18_8009_454F,
                    0xF88B_B8A8_724C_81EC,
                ]
            ),
            (
                1_234_567,
                [
                    6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
                    4_593_380_528_125_082_431,
                ]
            ),
        ] as [(UInt64, [UInt64])])
    func reference(seed: UInt64, numbers: [UInt64]) {
        var random = SeededRandom(seed: seed)
        for number in numbers { #expect(random.next() == number) }
    }

    @Test("A fraction is the upper 53 bits over 2 to the 53rd")
    func fraction() {
        var random = SeededRandom(seed: 0)
        #expect(random.nextFraction() == 0x1.c441_5072_f63b_9p-1)
    }

    @Test("Fractions lie in 0..<1 and fill it")
    func range() {
        var random = SeededRandom(seed: 42)
        let fractions = (0..<10_000).map { _ in random.nextFraction() }
        #expect(fractions.allSatisfy { (0..<1).contains($0) })
        let tenths = Dictionary(grouping: fractions) { Int($0 * 10) }.mapValues(\.count)
        #expect(tenths.count == 10)
        #expect(tenths.values.allSatisfy { (850...1_150).contains($0) })
    }
}
