import Testing

@testable import LanguageJobs

@Suite("Header fields")
struct TransportHeadersTests {
    @Test("Names compare without regard to case; spelling, order and repetitions are kept")
    func names() {
        let headers: TransportHeaders = ["X-Tag": "a", "Accept": "*/*", "x-TAG": "b"]
        #expect(headers["x-tag"] == "a")
        #expect(headers.values(for: "X-TAG") == ["a", "b"])
        #expect(headers["none"] == nil)
        #expect(headers.values(for: "none") == [])
        #expect(headers.fields.map(\.name) == ["X-Tag", "Accept", "x-TAG"])
        #expect(headers.fields.map(\.value) == ["a", "*/*", "b"])
    }

    @Test("Setting replaces every value of a name where the first stood; nil removes them")
    func setting() {
        var headers: TransportHeaders = ["A": "1", "B": "2", "a": "3", "C": "4"]
        headers["a"] = "5"
        #expect(headers == ["a": "5", "B": "2", "C": "4"])
        headers["D"] = "6"
        #expect(headers.fields.last?.name == "D")
        headers["A"] = nil
        headers["none"] = nil
        #expect(headers == ["B": "2", "C": "4", "D": "6"])
        for name in ["B", "C", "D"] { headers[name] = nil }
        #expect(headers.isEmpty)
    }

    @Test("Merging sets the other's names to the other's values, all of them")
    func merging() {
        var headers: TransportHeaders = ["A": "1", "B": "2", "a": "3"]
        headers.merge(["a": "4", "A": "5", "C": "6"])
        #expect(headers == ["B": "2", "a": "4", "A": "5", "C": "6"])
    }

    @Test("Equality minds the order and the values, not the case of names")
    func equality() {
        #expect(["A": "1"] as TransportHeaders == ["a": "1"])
        #expect(Set([["A": "1"] as TransportHeaders, ["a": "1"]]).count == 1)
        #expect(["A": "1"] as TransportHeaders != ["A": "2"])
        #expect(["A": "1", "B": "1"] as TransportHeaders != ["B": "1", "A": "1"])
    }

    @Test("What can be sent is valid", arguments: ["x", "訳文", "", "a\tb", "é\u{0301}", "\"q\", 'r'; s=t"])
    func validValue(value: String) {
        #expect((["X-Name_1.~!#$%&'*+^`|": value] as TransportHeaders).firstInvalid == nil)
    }

    @Test(
        "A value with a line break or a NUL is found", arguments: ["a\r\nb", "a\nb", "a\rb", "\0", "a\r\n"])
    func invalidValue(value: String) {
        let headers: TransportHeaders = ["A": "1", "X-Bad": value]
        #expect(headers.firstInvalid?.name == "X-Bad")
    }

    @Test(
        "A name that is no token is found",
        arguments: ["", " ", "a b", "a:", "naïve", "a\r\nb", "a\"", "(a)", "a/b"])
    func invalidName(name: String) {
        #expect(([name: "1"] as TransportHeaders).firstInvalid?.name == name)
    }
}
