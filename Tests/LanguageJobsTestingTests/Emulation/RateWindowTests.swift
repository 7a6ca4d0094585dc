import Testing

@testable import LanguageJobsTesting

@Suite struct RateWindowTests {
    @Test("So many are let through in each window, the others hear how long to wait")
    func window() {
        var window = RateWindow(limit: 2, length: .seconds(60))
        #expect(window.admit(at: .seconds(10)) == nil)
        #expect(window.admit(at: .seconds(20)) == nil)
        #expect(window.admit(at: .seconds(30)) == .seconds(30))
        #expect(window.admit(at: .seconds(60)) == nil)
        #expect(window.admit(at: .seconds(119)) == nil)
        #expect(window.admit(at: .seconds(119)) == .seconds(1))
        #expect(window.admit(at: .seconds(500)) == nil)
    }
}
