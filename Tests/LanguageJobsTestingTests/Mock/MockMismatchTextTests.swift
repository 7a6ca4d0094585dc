import Foundation
import LanguageJobs
import LanguageJobsTesting
import Testing

@Suite("MockMismatch: what differed", .timeLimit(.minutes(1)))
struct MockMismatchTextTests {
    /// The lines below the title, `nil` when the request was as expected.
    private func lines(_ expected: ExpectedRequest, _ request: TransportRequest) async throws -> [String]? {
        do {
            _ = try await MockTransport([Exchange(expected, .json("1"))]).send(request)
            return nil
        } catch let error as MockMismatch {
            #expect(error.description.hasPrefix("Request 1 is not the one of exchange 1 of 1:\n"))
            return error.description.split(separator: "\n").dropFirst().map(String.init)
        }
    }

    @Test("All aspects that were asked for, a line each, in a fixed order")
    func everything() async throws {
        let expected = ExpectedRequest.post("https://gw.example:8443/jobs?b=2&a=1")
            .header("Authorization", "Bearer right").header("X-Tag").noHeader("Cookie")
            .body(json: #"{"model": "a"}"#)
        let request = try Requests.make(
            .put, "/jobs/7?a=1",
            headers: ["authorization": "Bearer wrong", "cookie": "id=sesame", "x-tag": "t"],
            body: Requests.json(#"{"model": "b"}"#))
        #expect(
            try await lines(expected, request) == [
                "  ≠ method  expected POST, got PUT",
                "  ≠ origin  expected https://gw.example:8443, got https://api.example",
                "  ≠ path    expected /jobs, got /jobs/7",
                "  ≠ query   expected a=1&b=2, got a=1",
                "  ≠ header  Authorization: expected Bearer [redacted], got another value",
                "  = header  X-Tag: t",
                "  ≠ header  Cookie: expected none, got [redacted]",
                #"  ≠ body    at $.model: expected "a", got "b""#,
            ])
    }

    @Test("What is as expected is shown as such beside the one difference")
    func agreement() async throws {
        let expected = ExpectedRequest.post("https://API.example/jobs").noHeader("Cookie").noBody()
        #expect(
            try await lines(expected, Requests.make(.get, "/jobs")) == [
                "  ≠ method  expected POST, got GET",
                "  = origin  https://api.example",
                "  = path    /jobs",
                "  = query   none",
                "  = header  Cookie: none",
                "  = body    none",
            ])
    }

    @Test(
        "A query is compared decoded and without regard to order, and it has to be whole",
        arguments: [
            ("/a?x=1&y=2", "/a?y=2&x=1", nil),
            ("/a?name=%C3%A9", "/a?name=é", nil),
            ("/a?flag", "/a?flag=", nil),
            ("/a?x=1", "/a", "expected x=1, got none"),
            ("/a", "/a?x=1", "expected none, got x=1"),
            ("/a?x=1", "/a?x=1&x=1", "expected x=1, got x=1&x=1"),
            ("/a?x=1&x=2", "/a?x=2&x=3", "expected x=1&x=2, got x=2&x=3"),
            ("/a?token=1", "/a?token=2", "expected token=[redacted], got another value"),
        ] as [(String, String, String?)])
    func query(expected: String, actual: String, difference: String?) async throws {
        let lines = try await lines(.get(expected), Requests.make(.get, actual))
        #expect(lines?[2] == difference.map { "  ≠ query   " + $0 })
    }

    @Test("Query items can be added, decoded, and the query can be left open")
    func queryModifiers() async throws {
        let added = ExpectedRequest.get("/a?x=1").query(["y": "a b", "w": "&"])
        #expect(try await lines(added, Requests.make(.get, "/a?w=%26&x=1&y=a%20b")) == nil)
        #expect(
            try await lines(added, Requests.make(.get, "/a?x=1"))?[2]
                == "  ≠ query   expected w=&&x=1&y=a b, got x=1")
        let open = ExpectedRequest.get("/a").anyQuery()
        #expect(try await lines(open, Requests.make(.get, "/a?x=1")) == nil)
        #expect(
            try await lines(open, Requests.make(.get, "/b?x=1")) == [
                "  = method  GET", "  ≠ path    expected /a, got /b",
            ])
    }

    @Test(
        "A path is compared as it is sent",
        arguments: [
            ("/a%20b", "/a%20b", true), ("/a", "/A", false), ("/a", "/a/", false), ("/a/b", "/a%2Fb", false),
            ("/", "", true),
        ])
    func path(expected: String, actual: String, isSame: Bool) async throws {
        #expect(try await (lines(.get(expected), Requests.make(.get, actual)) == nil) == isSame)
    }

    @Test(
        "A header field is compared by its value, present or absent; names without case",
        arguments: [
            (ExpectedRequest.get("/a").header("ACCEPT", "text/plain"), nil),
            (.get("/a").header("Accept"), nil),
            (.get("/a").noHeader("X-Other"), nil),
            (.get("/a").header("Accept", "text/html"), "Accept: expected text/html, got text/plain"),
            (.get("/a").header("X-Other", "1"), "X-Other: expected 1, got none"),
            (.get("/a").header("X-Other"), "X-Other: expected any value, got none"),
            (.get("/a").noHeader("Accept"), "Accept: expected none, got text/plain"),
            (.get("/a").header("X-Two", "1"), "X-Two: expected 1, got 1 and 2"),
            (.get("/a").header("X-Api-Key", "open"), "X-Api-Key: expected [redacted], got another value"),
            (.get("/a").header("X-Api-Key", "sesame"), nil),
        ] as [(ExpectedRequest, String?)])
    func headers(expected: ExpectedRequest, difference: String?) async throws {
        var request = try Requests.make(.get, "/a", headers: ["Accept": "text/plain", "X-Api-Key": "sesame"])
        request.headers.append("X-Two", "1")
        request.headers.append("X-Two", "2")
        #expect(try await lines(expected, request)?.last == difference.map { "  ≠ header  " + $0 })
    }

    @Test("No message holds a key, a token, user or password")
    func redaction() async throws {
        let secret = "sesame"
        let expected = ExpectedRequest.post("https://user:sesame@gw.example/jobs?api_key=sesame&page=1")
            .header("Authorization", "Bearer sesame").header("X-Api-Key", "sesame").header(
                "Set-Cookie", "sesame"
            )
            .body(json: #"{"webhook_secret": "sesame", "list": [{"token": "sesame"}]}"#)
        guard let url = URL(string: "https://sesame:sesame@api.example/job?access_token=sesame") else {
            throw URLError(.badURL)
        }
        let request = TransportRequest(
            .get, url,
            headers: ["authorization": "sesame", "x-api-key": "sesame-1", "set-cookie": "sesame-2"],
            body: Requests.json(#"{"webhook_secret": "sesame-3", "list": "none"}"#))
        let mock = MockTransport([Exchange(expected, .json("1"))])
        _ = try? await mock.send(request)
        let error = #expect(throws: MockMismatch.self) { try mock.verify() }
        let text = try #require(error?.description)
        #expect(!text.contains(secret))
        #expect(
            text == """
                Request 1 is not the one of exchange 1 of 1:
                  ≠ method  expected POST, got GET
                  ≠ origin  expected https://gw.example, got https://api.example
                  ≠ path    expected /jobs, got /job
                  ≠ query   expected api_key=[redacted]&page=1, got access_token=[redacted]
                  ≠ header  Authorization: expected Bearer [redacted], got [redacted]
                  ≠ header  X-Api-Key: expected [redacted], got another value
                  ≠ header  Set-Cookie: expected [redacted], got another value
                  ≠ body    at $.list: expected [{"token":"[redacted]"}], got "none"
                Left over, 1 of 1 exchanges:
                  exchange 1: POST https://gw.example/jobs?api_key=[redacted]&page=1 took place 0 of 1 times
                """)
        #expect(mock.requests[0].description == "GET https://api.example/job?access_token=[redacted]")
    }
}
