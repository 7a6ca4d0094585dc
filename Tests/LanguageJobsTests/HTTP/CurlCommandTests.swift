import Foundation
import LanguageJobs
import Testing

@Suite("A request as a curl command")
struct CurlCommandTests {
    private func command(
        _ address: String = "https://a.example/files", headers: TransportHeaders = [:],
        body: TransportBody = .empty
    ) throws -> String {
        TransportRequest(.post, try #require(URL(string: address)), headers: headers, body: body)
            .curlCommand()
    }

    @Test("It can be pasted: what it holds is quoted")
    func quoting() throws {
        #expect(
            try command(headers: ["X-Tag": "it's"])
                == #"curl --request POST 'https://a.example/files' --header 'X-Tag: it'\''s'"#)
    }

    @Test(
        "Fields that tell of a secret are redacted",
        arguments: [
            "Authorization", "X-API-KEY", "X-Auth-Token", "Cookie", "Set-Cookie", "X-Secret",
            "X-Amz-Signature",
        ])
    func secretFields(name: String) throws {
        let text = try command(headers: [name: "s3cret", "Accept": "text/plain"])
        #expect(text.contains("\(name): [redacted]"))
        #expect(text.contains("Accept: text/plain"))
        #expect(!text.contains("s3cret"))
    }

    @Test(
        "An address shows neither the values of its query nor a user",
        arguments: [
            ("https://a.example/f?a=1&b=s3cret", "https://a.example/f?a=[redacted]&b=[redacted]"),
            ("https://a.example/f?s3cret=", "https://a.example/f?s3cret=[redacted]"),
            ("https://me:s3cret@a.example/f@g", "https://a.example/f@g"),
            ("https://a.example/f", "https://a.example/f"),
        ])
    func address(address: String, shown: String) {
        #expect(TransportRequest.redact(address) == shown)
    }

    @Test("A body is told by its size or name")
    func bodies() throws {
        #expect(try command(body: .bytes(Data("s3cret".utf8))).hasSuffix("--data-binary '[6 bytes]'"))
        #expect(try command(body: .stream(length: 9) { .empty }).hasSuffix("--data-binary '[9 bytes]'"))
        #expect(
            try command(body: .file(URL(fileURLWithPath: "/data/a.xlf"))).hasSuffix(
                "--data-binary '@a.xlf'"))
    }
}
