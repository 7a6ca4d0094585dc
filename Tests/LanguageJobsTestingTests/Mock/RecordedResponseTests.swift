import Foundation
import LanguageJobs
import LanguageJobsTesting
import Testing

@Suite("RecordedResponse", .timeLimit(.minutes(1)))
struct RecordedResponseTests {
    private struct Received: Equatable {
        var status = 0
        var headers: TransportHeaders = [:]
        var chunks: [String] = []
        var failure: TransportFailure.Reason?
    }

    private func receive(_ response: RecordedResponse, limit: Int? = nil) async throws -> Received {
        let mock = MockTransport([Exchange(.get("/a"), response)])
        var request = try Requests.make(.get, "/a")
        request.responseLimit = limit
        let answer = try await mock.send(request)
        var received = Received(status: answer.status, headers: answer.headers)
        do {
            for try await chunk in answer.body {
                received.chunks.append(String(decoding: chunk, as: UTF8.self))
            }
        } catch let failure as TransportFailure {
            received.failure = failure.reason
        }
        return received
    }

    @Test("A response has its status, header fields and body, with length and content type")
    func plain() async throws {
        #expect(
            try await receive(.json(#"{"a":1}"#))
                == Received(
                    status: 200, headers: ["Content-Type": "application/json", "Content-Length": "7"],
                    chunks: [#"{"a":1}"#]))
        #expect(
            try await receive(.status(202, headers: ["Retry-After": "3"], json: Data("{}".utf8)))
                == Received(
                    status: 202,
                    headers: ["Retry-After": "3", "Content-Type": "application/json", "Content-Length": "2"],
                    chunks: ["{}"]))
        #expect(try await receive(.status(204)) == Received(status: 204, headers: ["Content-Length": "0"]))
        #expect(
            try await receive(
                .status(
                    502, headers: ["content-type": "text/html", "content-length": "99"],
                    body: Data("<p>".utf8)))
                == Received(
                    status: 502, headers: ["content-type": "text/html", "content-length": "99"],
                    chunks: ["<p>"]))
    }

    @Test("A header field is added or replaced")
    func header() async throws {
        let response = RecordedResponse.json("1").header("X-Request-Id", "r1").header(
            "content-type", "text/json")
        #expect(
            try await receive(response).headers
                == ["content-type": "text/json", "Content-Length": "1", "X-Request-Id": "r1"])
    }

    @Test("A redirect says where to")
    func redirect() async throws {
        #expect(
            try await receive(.redirect(to: "https://b.example/", status: 307))
                == Received(status: 307, headers: ["Location": "https://b.example/", "Content-Length": "0"]))
    }

    @Test(
        "A body comes in chunks of the size asked for",
        arguments: [
            (1, ["0", "1", "2", "3", "4"]), (2, ["01", "23", "4"]), (5, ["01234"]), (9, ["01234"]),
            (0, ["0", "1", "2", "3", "4"]),
        ])
    func chunked(size: Int, chunks: [String]) async throws {
        #expect(try await receive(.json("01234").chunked(by: size)).chunks == chunks)
    }

    @Test("Chunks come as they are, without a length; empty ones are not seen")
    func chunks() async throws {
        let response = RecordedResponse.chunks([Data("ab".utf8), Data(), Data("c".utf8)])
        #expect(try await receive(response) == Received(status: 200, chunks: ["ab", "c"]))
    }

    @Test(
        "A truncated body gives so many bytes, then the connection is lost",
        arguments: [
            (0, []), (2, ["01"]), (3, ["01", "2"]), (5, ["01", "23", "4"]), (9, ["01", "23", "4"]),
        ])
    func truncated(count: Int, chunks: [String]) async throws {
        #expect(
            try await receive(.json("01234").chunked(by: 2).truncated(after: count))
                == Received(
                    status: 200, headers: ["Content-Type": "application/json", "Content-Length": "5"],
                    chunks: chunks, failure: .connectionLost))
    }

    @Test("A failure is thrown as it is")
    func failure() async throws {
        let error = await #expect(throws: TransportFailure.self) {
            try await receive(.failure(TransportFailure(.cannotConnect, "refused")))
        }
        #expect(error?.description == "cannotConnect: refused")
    }

    @Test(
        "A body beyond the request's limit is too large; up to it, it is not",
        arguments: [
            (4, ["01", "23"], TransportFailure.Reason.responseTooLarge), (5, ["01", "23", "4"], nil),
        ]
            as [(Int, [String], TransportFailure.Reason?)])
    func limit(limit: Int, chunks: [String], failure: TransportFailure.Reason?) async throws {
        let received = try await receive(.json("01234").chunked(by: 2), limit: limit)
        #expect(received.chunks == chunks)
        #expect(received.failure == failure)
    }

    @Test("A request that can't be sent is refused and uses nothing up")
    func refused() async throws {
        let mock = MockTransport([Exchange(.get("/a"), .json("1"))])
        let error = await #expect(throws: TransportFailure.self) {
            try await mock.send(Requests.make(.get, "/a", headers: ["X-A": "1\r\nX-B: 2"]))
        }
        #expect(error?.reason == .refused)
        #expect(try await mock.text(.get, "/a") == "1")
    }

    @Test("A fixture is a file's body, as JSON where its name says so")
    func fixture() async throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID())")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        try Data("[1]".utf8).write(to: directory.appendingPathComponent("jobs.json"))
        try Data("abc".utf8).write(to: directory.appendingPathComponent("result.bin"))

        #expect(
            try await receive(.fixture("jobs.json", in: directory, status: 202))
                == Received(
                    status: 202, headers: ["Content-Type": "application/json", "Content-Length": "3"],
                    chunks: ["[1]"]))
        #expect(
            try await receive(.fixture("result.bin", in: directory, headers: ["X-A": "1"]))
                == Received(status: 200, headers: ["X-A": "1", "Content-Length": "3"], chunks: ["abc"]))

        let error = #expect(throws: RecordedResponse.FixtureError.self) {
            try RecordedResponse.fixture("missing.json", in: directory)
        }
        let path = directory.appendingPathComponent("missing.json").path
        #expect(error?.description.hasPrefix("The fixture \(path) can't be read: ") == true)
    }

    @Test("A fixture's error comes out of the builder")
    func fixtureInBuilder() {
        #expect(throws: RecordedResponse.FixtureError.self) {
            try MockTransport {
                Exchange(.get("/a"), try .fixture("missing.json", in: FileManager.default.temporaryDirectory))
            }
        }
    }
}
