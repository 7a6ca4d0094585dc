import Foundation
import LanguageJobs
import Testing

@Suite struct BaseAddressTests {
    @Test(
        "A base address is an origin and a prefix",
        arguments: [
            ("https://api.example.com", "https://api.example.com"),
            ("https://api.example.com/", "https://api.example.com"),
            ("https://api.example.com///", "https://api.example.com"),
            (" https://api.example.com/v1/ \n", "https://api.example.com/v1"),
            ("HTTPS://API.Example.COM:443/V1", "https://api.example.com/V1"),
            ("https://api.example.com:8443/a/b", "https://api.example.com:8443/a/b"),
            ("https://api.example.com./v1", "https://api.example.com/v1"),
            ("https://api.example.com/a%20b", "https://api.example.com/a%20b"),
            ("http://localhost:8080/x", "http://localhost:8080/x"),
            ("http://127.0.0.1:9001", "http://127.0.0.1:9001"), ("http://127.8.9.10", "http://127.8.9.10"),
            ("http://[::1]:8080/v1/", "http://[::1]:8080/v1"),
            ("https://[2001:db8::7]/v1", "https://[2001:db8::7]/v1"),
        ])
    func accepted(text: String, root: String) throws {
        let base = try BaseAddress(text)
        #expect(base.description == root)
        #expect(try base.url(["jobs", "j1"]).absoluteString == root + "/jobs/j1")
    }

    @Test(
        "What is no http or https address with a host is refused",
        arguments: [
            "", "api.example.com", "/v1", "https://", "https:///v1", "ftp://api.example.com",
            "file:///etc/hosts", "mailto:a@b.c", "https//api.example.com",
        ])
    func noAddress(text: String) async throws {
        let error = try await clientError { try BaseAddress(text) }
        #expect(error.code == .invalidRequest)
    }

    @Test(
        "User, password, query and fragment are refused, and not shown",
        arguments: [
            "https://hunter2@api.example.com", "https://u:hunter2@api.example.com/v1",
            "https://api.example.com?key=hunter2", "https://api.example.com/v1#hunter2",
            "https://api.example.com/?", "https://:@api.example.com/",
        ])
    func extras(text: String) async throws {
        let error = try await clientError { try BaseAddress(text) }
        #expect(error.code == .invalidRequest)
        #expect(!"\(error)".contains("hunter2"))
    }

    @Test(
        "Plain http is refused but for loopback",
        arguments: [
            "http://api.example.com", "http://127.0.0.1.example.com", "http://localhost.example.com",
            "http://10.0.0.1", "http://0.0.0.0", "http://127.0.0", "http://127.0.0.1.1",
            "http://128.0.0.1", "http://[2001:db8::1]", "http://notlocalhost",
        ])
    func insecure(text: String) async throws {
        let error = try await clientError { try BaseAddress(text) }
        #expect(error.code == .insecureConnection)
    }

    @Test(
        "A segment is one segment, whatever it holds",
        arguments: [
            ("plain", "plain"), ("a/b", "a%2Fb"), ("../x", "..%2Fx"), ("a?b=c", "a%3Fb%3Dc"),
            ("a#b", "a%23b"), ("a b", "a%20b"), ("%2e%2e", "%252e%252e"),
            ("ä/日本", "%C3%A4%2F%E6%97%A5%E6%9C%AC"),
            ("...", "..."), ("a\r\nb", "a%0D%0Ab"), ("a;b,c@d:e", "a%3Bb%2Cc%40d%3Ae"), ("~._-", "~._-"),
            ("\\", "%5C"), ("a\u{0}b", "a%00b"), ("🧪", "%F0%9F%A7%AA"),
        ])
    func segments(id: String, encoded: String) throws {
        let base = try BaseAddress("https://api.example.com/v1")
        let url = try base.url(["jobs", id, "result"])
        #expect(url.absoluteString == "https://api.example.com/v1/jobs/\(encoded)/result")
        #expect(url.host() == "api.example.com")
        #expect(url.query() == nil)
    }

    @Test("A segment that would name another address is refused", arguments: ["", ".", ".."])
    func badSegments(id: String) async throws {
        let base = try BaseAddress("https://api.example.com/v1")
        let error = try await clientError { try base.url(["jobs", id]) }
        #expect(error.code == .invalidRequest)
    }

    @Test("A query's names and values are encoded")
    func query() throws {
        let base = try BaseAddress("https://api.example.com")
        let url = try base.url(["jobs"], query: [("a b", "1&2=3"), ("wait", "10"), ("c", "+/ü"), ("e", "")])
        #expect(
            url.absoluteString == "https://api.example.com/jobs?a%20b=1%262%3D3&wait=10&c=%2B%2F%C3%BC&e=")
    }

    @Test("An origin is scheme, host and port, with the standard port implied")
    func origins() throws {
        let origin = try origin("https://API.example.com/x?y")
        #expect(try origin == self.origin("https://api.example.com.:443/z"))
        #expect("\(origin)" == "https://api.example.com")
        for other in ["http://api.example.com", "https://api.example.com:444", "https://example.com"] {
            #expect(try origin != self.origin(other))
        }
        let socket = try #require(URL(string: "ws://api.example.com"))
        #expect(Origin(socket) == nil)
    }

    private func origin(_ text: String) throws -> Origin {
        let url = try #require(URL(string: text))
        return try #require(Origin(url))
    }
}
