import Foundation
import LanguageJobs
import Testing

@Suite("The proxy that the environment names")
struct ProxyEnvironmentTests {
    private func taking(_ address: String, _ environment: [String: String]) throws -> String? {
        ProxyEnvironment(environment: environment).variableTaking(try #require(URL(string: address)))
    }

    struct Variables: Sendable, CustomTestStringConvertible {
        var environment: [String: String]
        var winner: String?
        var testDescription: String { "\(environment.sorted { $0.key < $1.key })" }
    }

    @Test(
        "The variables are asked in libcurl's order, and an empty one is none",
        arguments: [
            Variables(environment: [:], winner: nil),
            Variables(environment: ["http_proxy": ""], winner: nil),
            Variables(environment: ["http_proxy": "http://p:1"], winner: "http_proxy"),
            Variables(environment: ["HTTP_PROXY": "http://p:1"], winner: nil),
            Variables(environment: ["https_proxy": "http://p:1", "HTTPS_PROXY": "http://p:1"], winner: nil),
            Variables(environment: ["all_proxy": "socks5://p:1"], winner: "all_proxy"),
            Variables(environment: ["ALL_PROXY": "p:1"], winner: "ALL_PROXY"),
            Variables(environment: ["ALL_PROXY": "p:1", "all_proxy": "p:1"], winner: "all_proxy"),
            Variables(environment: ["http_proxy": "", "ALL_PROXY": "p:1"], winner: "ALL_PROXY"),
            Variables(environment: ["http_proxy": "p:1", "all_proxy": "p:1"], winner: "http_proxy"),
        ])
    func variables(case row: Variables) throws {
        #expect(try taking("http://127.0.0.1:8080/", row.environment) == row.winner)
    }

    @Test(
        "https goes through a tunnel and is nobody's",
        arguments: ["https://a.example/", "HTTPS://127.0.0.1/"])
    func secure(address: String) throws {
        #expect(try taking(address, ["http_proxy": "p:1", "all_proxy": "p:1"]) == nil)
    }

    struct Exemption: Sendable, CustomTestStringConvertible {
        var list: String
        var host: String
        var isExempt: Bool
        var testDescription: String { "\(host) in '\(list)'" }

        init(_ list: String, _ host: String, _ isExempt: Bool) {
            (self.list, self.host, self.isExempt) = (list, host, isExempt)
        }
    }

    static let exemptions = [
        Exemption("127.0.0.1,localhost", "127.0.0.1", true),
        Exemption("127.0.0.1,localhost", "localhost", true),
        Exemption("127.0.0.1,localhost", "LocalHost", true),
        Exemption("LOCALHOST", "localhost", true),
        Exemption(" 127.0.0.1 , localhost ", "localhost", true),
        Exemption("a.example,,b.example,", "b.example", true),
        Exemption("*", "anything.example", true),
        Exemption("*,localhost", "anything.example", false),
        Exemption("a.example,*", "anything.example", false),
        Exemption("*.example", "a.example", false),
        // A domain and what is below it.
        Exemption("example.com", "example.com", true),
        Exemption("example.com", "www.example.com", true),
        Exemption(".example.com", "www.example.com", true),
        Exemption(".example.com", "example.com", true),
        Exemption("example.com", "nonexample.com", false),
        Exemption("example.com", "example.com.evil", false),
        Exemption("example.com", "com", false),
        Exemption(".", "example.com", false),
        // Addresses are compared whole.
        Exemption("0.0.1", "127.0.0.1", false),
        Exemption("127.0.0.1", "127.0.0.10", false),
        Exemption("::1", "[::1]", true),
        Exemption("[::1]", "[::1]", false),
        // What not every libcurl understands counts as not exempt.
        Exemption("127.0.0.0/8", "127.0.0.1", false),
        Exemption("0:0:0:0:0:0:0:1", "[::1]", false),
        Exemption("localhost.", "localhost", false),
        Exemption("localhost", "localhost.", false),
        Exemption("127.1", "127.1", false),
        Exemption("0x7f.0.0.1", "0x7f.0.0.1", false),
        Exemption("localhost 127.0.0.1", "localhost", true),
        Exemption("localhost 127.0.0.1", "127.0.0.1", false),
        Exemption("a.example b.example,localhost", "localhost", false),
        Exemption("localhost:8080", "localhost", false),
        Exemption("http://localhost", "localhost", false),
        Exemption("", "localhost", false),
    ]

    @Test("A host is exempt when every libcurl says so", arguments: exemptions, ["no_proxy", "NO_PROXY"])
    func exemption(row: Exemption, variable: String) throws {
        let winner = try taking("http://\(row.host):8080/", ["http_proxy": "p:1", variable: row.list])
        #expect(winner == (row.isExempt ? nil : "http_proxy"))
    }

    @Test("no_proxy wins over NO_PROXY unless it is empty")
    func exemptionOrder() throws {
        let both = ["http_proxy": "p:1", "no_proxy": "a.example", "NO_PROXY": "b.example"]
        #expect(try taking("http://a.example/", both) == nil)
        #expect(try taking("http://b.example/", both) == "http_proxy")
        let empty = ["http_proxy": "p:1", "no_proxy": "", "NO_PROXY": "b.example"]
        #expect(try taking("http://b.example/", empty) == nil)
    }
}
