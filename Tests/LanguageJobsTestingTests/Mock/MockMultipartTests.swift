import Foundation
import LanguageJobs
import LanguageJobsTesting
import Testing

@Suite("MockTransport: multipart bodies", .timeLimit(.minutes(1)))
struct MockMultipartTests {
    private static let form = """
        --b0\r
        Content-Disposition: form-data; name="file"; filename="a \\"b\\"; c.xlf"\r
        content-type: application/xliff+xml\r
        \r
        line 1\r
        --line 2\r
        \r
        --b0\r
        Content-Disposition: form-data; name="purpose"\r
        \r
        \r
        --b0--\r

        """

    private func difference(
        _ parts: [ExpectedPart], body: String = form,
        contentType: String? = "multipart/form-data; boundary=b0"
    ) async throws -> String? {
        var expected = ExpectedRequest.post("/files")
        switch parts.count {
        case 1: expected = expected.body(multipart: parts[0])
        case 2: expected = expected.body(multipart: parts[0], parts[1])
        default: expected = expected.body(multipart: parts[0], parts[1], parts[2])
        }
        let mock = MockTransport([Exchange(expected, .json("1"))])
        let headers: TransportHeaders = contentType.map { ["Content-Type": $0] } ?? [:]
        do {
            _ = try await mock.send(
                Requests.make(.post, "/files", headers: headers, body: Requests.json(body)))
            return nil
        } catch let error as MockMismatch {
            let line = try #require(error.description.split(separator: "\n").last)
            #expect(line.hasPrefix("  ≠ body    "))
            return String(line.dropFirst(12))
        }
    }

    private let purpose = ExpectedPart("purpose", text: "")

    @Test("Name, file name, content type and content are those of the parts")
    func same() async throws {
        let file = ExpectedPart(
            "file", filename: #"a "b"; c.xlf"#, contentType: "application/xliff+xml",
            content: Data("line 1\r\n--line 2\r\n".utf8))
        #expect(try await difference([file, purpose]) == nil)
        #expect(try await difference([ExpectedPart("file"), ExpectedPart("purpose")]) == nil)
        #expect(
            try await difference(
                [file, purpose], contentType: #"Multipart/Form-Data; charset=utf-8; boundary="b0""#) == nil)
    }

    @Test(
        "What differs in a part is named",
        arguments: [
            (ExpectedPart("data"), "part 1: name expected data, got file"),
            (ExpectedPart("file", filename: "a.xlf"), #"part 1: filename expected a.xlf, got a "b"; c.xlf"#),
            (
                ExpectedPart("file", contentType: "text/plain"),
                "part 1: content type expected text/plain, got application/xliff+xml"
            ),
            (
                ExpectedPart("file", text: "line 1"),
                "part 1: expected 6 bytes, got 18; they differ from byte 6 on"
            ),
        ])
    func part(expected: ExpectedPart, difference: String) async throws {
        #expect(try await self.difference([expected, purpose]) == difference)
    }

    @Test("What a part does not have is missing")
    func missing() async throws {
        let file = ExpectedPart("file")
        #expect(
            try await difference([file, ExpectedPart("purpose", filename: "x")])
                == "part 2: filename expected x, got none")
        #expect(
            try await difference([file, ExpectedPart("purpose", contentType: "x")])
                == "part 2: content type expected x, got none")
    }

    @Test("The parts have to be all that there are, in their order")
    func count() async throws {
        #expect(try await difference([ExpectedPart("file")]) == "expected 1 parts, got 2")
        #expect(try await difference([ExpectedPart("file"), purpose, purpose]) == "expected 3 parts, got 2")
        #expect(
            try await difference([purpose, ExpectedPart("file")]) == "part 1: name expected purpose, got file"
        )
    }

    @Test(
        "A body that is no form says why",
        arguments: [
            (form, nil, "the content type is missing, not multipart/form-data"),
            (form, "text/plain", "the content type is text/plain, not multipart/form-data"),
            (form, "multipart/form-data", "the content type has no boundary"),
            (form, "multipart/form-data; boundary=b1", "the body doesn't begin with the boundary"),
            (
                String(form.dropLast(8)), "multipart/form-data; boundary=b0",
                "the body ends without the closing delimiter"
            ),
            (
                form + "more", "multipart/form-data; boundary=b0",
                "there are bytes after the closing delimiter"
            ),
            (
                "--b0\r\nContent-Type: text/plain\r\n\r\nx\r\n--b0--", "multipart/form-data; boundary=b0",
                "a part has no Content-Disposition"
            ),
        ] as [(String, String?, String)])
    func malformed(body: String, contentType: String?, reason: String) async throws {
        #expect(
            try await difference([purpose], body: body, contentType: contentType)
                == "expected a multipart form, but \(reason)")
    }
}
