import Testing

@testable import LanguageJobsTesting

@Suite struct RollingWindowTests {
    @Test("So many requests are let through in any span of the length, wherever it begins")
    func rolling() {
        var window = RollingWindow(limit: 2, length: .seconds(10))
        #expect(window.admit(at: .seconds(1)) == nil)
        #expect(window.admit(at: .seconds(9)) == nil)
        #expect(window.admit(at: .seconds(10)) == .seconds(1))
        #expect(window.admit(at: .seconds(11)) == nil)
        #expect(window.admit(at: .seconds(12)) == .seconds(7))
        #expect(window.admit(at: .seconds(19)) == nil)
        #expect(window.admit(at: .seconds(100)) == nil)
    }
}
