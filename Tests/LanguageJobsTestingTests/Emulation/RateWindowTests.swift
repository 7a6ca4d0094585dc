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

    @Test("A window tells what is left of it, and that asking takes nothing")
    func standing() {
        var window = RateWindow(limit: 2, length: .seconds(60))
        #expect(window.standing(at: .seconds(5)) == (2, .seconds(55)))
        #expect(window.admit(at: .seconds(70)) == nil)
        #expect(window.standing(at: .seconds(80)) == (1, .seconds(50)))
        #expect(window.standing(at: .seconds(80)) == (1, .seconds(50)))
        #expect(window.admit(at: .seconds(80)) == nil)
        #expect(window.admit(at: .seconds(81)) == .seconds(49))
        #expect(window.standing(at: .seconds(81)) == (0, .seconds(49)))
        #expect(window.standing(at: .seconds(130)) == (2, .seconds(60)))
    }
}
