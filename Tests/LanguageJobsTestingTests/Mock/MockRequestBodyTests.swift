import Foundation
import LanguageJobs
import LanguageJobsTesting
import Testing

@Suite("MockTransport: request bodies", .timeLimit(.minutes(1)))
struct MockRequestBodyTests {
    /// What the mismatch says of the body, `nil` when the request was as expected.
    private func difference(
        _ expected: ExpectedRequest, _ body: TransportBody, contentType: String = "application/json",
        limit: Int = 1 << 20
    ) async throws -> String? {
        let mock = MockTransport([Exchange(expected, .json("1"))], bodyLimit: limit)
        do {
            _ = try await mock.send(
                Requests.make(.post, "/jobs", headers: ["content-type": contentType], body: body))
            return nil
        } catch let error as MockMismatch {
            let line = try #require(error.description.split(separator: "\n").last)
            #expect(line.hasPrefix("  ≠ body    "))
            return String(line.dropFirst(12))
        }
    }

    @Test(
        "JSON is compared by structure; the first difference is named with its path",
        arguments: [
            (#"{"a": 1, "b": [true, null]}"#, #"{ "b":[true,null],"a":1.0 }"#, nil),
            (#"{"a": 1}"#, #"{"a": 2}"#, "at $.a: expected 1, got 2"),
            (#"{"a": 1}"#, #"{"a": "1"}"#, #"at $.a: expected 1, got "1""#),
            (#"{"a": 1}"#, #"{"a": 1, "b": {"c": 2}}"#, #"at $.b: expected nothing, got {"c":2}"#),
            (#"{"a": 1, "b": null}"#, #"{"a": 1}"#, "at $.b: expected null, got nothing"),
            (#"{"a": true}"#, #"{"a": 1}"#, "at $.a: expected true, got 1"),
            (#"[1, 2, 3]"#, #"[1, 3, 3]"#, "at $[1]: expected 2, got 3"),
            (#"[1, 2]"#, #"[1]"#, "at $[1]: expected 2, got nothing"),
            (#"[1]"#, #"[1, 2.5]"#, "at $[1]: expected nothing, got 2.5"),
            (#"{"in": [{"id": "x"}]}"#, #"{"in": [{"id": "y"}]}"#, #"at $.in[0].id: expected "x", got "y""#),
            (#"{"b": 1, "a": 1}"#, #"{"b": 2, "a": 2}"#, "at $.a: expected 1, got 2"),
            (#"{"a b": 1}"#, #"{"a b": 2}"#, #"at $["a b"]: expected 1, got 2"#),
            (#"{"a": {}}"#, #"{"a": []}"#, "at $.a: expected {}, got []"),
            (#""x""#, #""y""#, #"at $: expected "x", got "y""#),
            (#"{"a": 1}"#, "a=1", "expected JSON, got 3 bytes that are no JSON"),
            (#"{"a": 1}"#, "", "expected JSON, got none"),
            ("{", "{", "what the test expects is no JSON"),
            (
                #"{"secret": {"x": 1}}"#, #"{"secret": {"x": 2}}"#,
                #"at $.secret.x: expected "[redacted]", got another value"#
            ),
            (
                #"{"a": "0123456789012345678901234567890123456789012345678901234567890123456789012345678"}"#,
                #"{"a": "012345678901234567890123456789012345678901234567890123456789012345678901234567X"}"#,
                #"at $.a: expected "012345678901234567890123456789012345678901234567890123456789012345678901234567…, got another value"#
            ),
        ] as [(String, String, String?)])
    func json(expected: String, actual: String, difference: String?) async throws {
        #expect(
            try await self.difference(.post("/jobs").body(json: expected), Requests.json(actual))
                == difference)
        #expect(
            try await self.difference(.post("/jobs").body(json: Data(expected.utf8)), Requests.json(actual))
                == difference)
    }

    @Test(
        "Bytes have to be the same, from the first to the last",
        arguments: [
            ("abc", "abc", nil),
            ("abc", "abd", "expected 3 bytes, got 3; they differ from byte 2 on"),
            ("abc", "ab", "expected 3 bytes, got 2; they differ from byte 2 on"),
            ("abc", "abcd", "expected 3 bytes, got 4; they differ from byte 3 on"),
        ] as [(String, String, String?)])
    func bytes(expected: String, actual: String, difference: String?) async throws {
        let expectation = ExpectedRequest.post("/jobs").body(Data(expected.utf8))
        #expect(try await self.difference(expectation, Requests.json(actual)) == difference)
    }

    @Test("No body is asked for, or nothing is asked of it")
    func none() async throws {
        #expect(try await difference(.post("/jobs").noBody(), .empty) == nil)
        #expect(
            try await difference(.post("/jobs").noBody(), Requests.json("{}")) == "expected none, got 2 bytes"
        )
        #expect(try await difference(.post("/jobs"), Requests.json("{}")) == nil)
    }

    @Test("Files and streams are read as they would be sent, and progress is told")
    func sources() async throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).json")
        try Data(#"{"a":1}"#.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        #expect(try await difference(.post("/jobs").body(json: #"{"a":1}"#), .file(file)) == nil)

        let chunks = SendableBox([Data("ab".utf8), Data("c".utf8)])
        let body = TransportBody.stream(length: 3) {
            TransportStream { chunks.withLock { $0.isEmpty ? nil : $0.removeFirst() } }
        }
        let progress = SendableBox<[TransferProgress]>([])
        var request = try Requests.make(.post, "/jobs", body: body)
        request.onUploadProgress = { step in progress.withLock { $0.append(step) } }
        let mock = MockTransport([Exchange(.post("/jobs").body(Data("abc".utf8)), .json("1"))])
        _ = try await mock.send(request)
        #expect(progress.current == [.init(completed: 2, total: 3), .init(completed: 3, total: 3)])
    }

    @Test("A body that can't be read, or is not as long as announced, fails and is no request")
    func unreadable() async throws {
        let missing = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID())")
        let tooShort = TransportBody.stream(length: 4) { TransportStream(Data("abc".utf8)) }
        let tooLong = TransportBody.stream(length: 2) { TransportStream(Data("abc".utf8)) }
        for body in [.file(missing), tooShort, tooLong] {
            let mock = MockTransport([Exchange(.post("/jobs"), .json("1"))])
            let error = await #expect(throws: TransportFailure.self) {
                try await mock.send(Requests.make(.post, "/jobs", body: body))
            }
            #expect(error?.reason == .bodyUnreadable)
            #expect(mock.requests.isEmpty)
        }
    }

    @Test("Of a large body the first bytes are kept, and it can't be compared")
    func limit() async throws {
        let mock = MockTransport([Exchange(.post("/jobs"), .json("1"))], bodyLimit: 4)
        _ = try await mock.send(Requests.make(.post, "/jobs", body: Requests.json("0123456789")))
        #expect(mock.requests[0].body == Data("0123".utf8))
        #expect(mock.requests[0].bodyLength == 10)
        #expect(!mock.requests[0].isBodyComplete)
        let expected = ExpectedRequest.post("/jobs").body(Data("0123".utf8))
        #expect(
            try await difference(expected, Requests.json("0123456789"), limit: 4)
                == "can't be compared: 4 of its 10 bytes were kept")
        #expect(try await difference(expected, Requests.json("0123"), limit: 4) == nil)
    }
}
