import Testing

@testable import LanguageJobsTesting

@Suite struct EmulatorRequestTests {
    @Test(
        "A query is read as form fields are: a plus sign is a space, in names too, and %2B a plus sign",
        arguments: [
            ("project_name=a+b", [["project_name", "a b"]]), ("a=1%2B1+c%20d", [["a", "1+1 c d"]]),
            ("project+name=x&a%2Bb=", [["project name", "x"], ["a+b", ""]]),
            ("a=+&b=%2b", [["a", " "], ["b", "+"]]),
            ("a=b=c&d", [["a", "b=c"], ["d", ""]]), ("a=%26&&b=%3D", [["a", "&"], ["b", "="]]),
            ("a=%zz+", [["a", "%zz "]]), ("", []),
        ] as [(String, [[String]])])
    func query(query: String, items: [[String]]) {
        let request = EmulatorRequest(.get, path: "/jobs", query: query)
        #expect(request.queryItems.map { [$0.name, $0.value] } == items)
    }

    @Test("A plus sign in a path is a plus sign")
    func path() {
        #expect(EmulatorRequest(.get, path: "/jobs/a+b%20c%2F").pathSegments == ["jobs", "a+b c/"])
    }
}
