import Foundation
import LDXHub
import LanguageJobsTesting
import Testing

@Suite("An LDX hub client")
struct LDXHubClientTests {
    private func client(_ mock: MockTransport, baseURL: String = "https://gw.ldxhub.io") throws
        -> LDXHubClient
    {
        try LDXHubClient(
            credential: .value("secret-key"), baseURL: URL(string: baseURL), transport: mock)
    }

    @Test("sends the key as a bearer token, JSON, and who it is")
    func headers() async throws {
        let mock = MockTransport {
            Exchange(
                .get("/files").header("Authorization", "Bearer secret-key").header(
                    "Accept", "application/json"
                )
                .header("User-Agent"),
                .json(#"{"data":[]}"#))
        }
        #expect(try await client(mock).files.list() == [])
        try mock.verify()
        #expect(mock.requests.first?.headers["user-agent"]?.hasPrefix("swift-language-jobs/") == true)
    }

    @Test("asks for models and engines without a key, also when it has one")
    func catalogues() async throws {
        let mock = MockTransport {
            Exchange(.get("/refineloop/models").noHeader("Authorization"), .json(#"{"data":[{"id":"m/1"}]}"#))
            Exchange(.get("/renderocr/engines").noHeader("Authorization"), .json(#"[{"id":"ki/ocr"}]"#))
        }
        let ldx = try client(mock)
        #expect(try await ldx.refineLoop.models() == [LDXModel(id: "m/1")])
        #expect(try await ldx.renderOCR.engines() == [LDXEngine(id: "ki/ocr")])
        try mock.verify()
    }

    @Test("gives the models that it can read when others have another form")
    func oddModels() async throws {
        let mock = MockTransport {
            Exchange(
                .get("/refineloop/models"),
                .json(#"{"data":[{"id":"a","supported_conversions":"?"},{"display_name":"x"},{"id":"b"}]}"#))
        }
        #expect(try await client(mock).refineLoop.models() == [LDXModel(id: "a"), LDXModel(id: "b")])
    }

    @Test("without a key reads models, and says what to do where a key is needed")
    func withoutKey() async throws {
        let mock = MockTransport {
            Exchange(.get("/refineloop/models"), .json(#"{"data":[]}"#))
        }
        let ldx = try LDXHubClient(credential: .none, transport: mock)
        #expect(try await ldx.refineLoop.models() == [])
        await #expect {
            _ = try await ldx.files.list()
        } throws: { error in
            (error as? ClientError)?.code == .missingCredential
                && (error as? ClientError)?.operation == "files.list"
        }
        try mock.verify()
    }

    @Test("can't be made without a key in the environment, and names the variable")
    func missingVariable() throws {
        #expect {
            _ = try LDXHubClient(credential: .environment("LDXHUB_NO_SUCH_KEY"))
        } throws: { error in
            let error = error as? ClientError
            return error?.code == .missingCredential && error?.message.contains("LDXHUB_NO_SUCH_KEY") == true
        }
    }

    @Test(
        "keeps a path prefix and ignores a slash at the end",
        arguments: [
            ("https://gw.ldxhub.io", "https://gw.ldxhub.io/files"),
            ("https://gw.ldxhub.io/", "https://gw.ldxhub.io/files"),
            ("https://proxy.example/ldx", "https://proxy.example/ldx/files"),
            ("https://proxy.example:8443/ldx/v1/", "https://proxy.example:8443/ldx/v1/files"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080/files"),
            ("http://[::1]:8080/", "http://[::1]:8080/files"),
        ])
    func addresses(base: String, expected: String) async throws {
        let transport = Recording()
        let ldx = try LDXHubClient(credential: .value("k"), baseURL: URL(string: base), transport: transport)
        _ = try await ldx.files.list()
        #expect(transport.urls.current == [expected])
    }

    @Test(
        "refuses an address that would show the key or is none",
        arguments: [
            ("http://gw.ldxhub.io", ClientError.Code.insecureConnection),
            ("ftp://gw.ldxhub.io", .invalidRequest),
            ("https://user:pw@gw.ldxhub.io", .invalidRequest),
            ("https://gw.ldxhub.io?x=1", .invalidRequest),
            ("relative", .invalidRequest),
        ])
    func refused(base: String, code: ClientError.Code) throws {
        let url = try #require(URL(string: base))
        #expect {
            _ = try LDXHubClient(credential: .value("k"), baseURL: url, transport: Recording())
        } throws: {
            ($0 as? ClientError)?.code == code
        }
    }

    @Test("prints without its key")
    func redacted() throws {
        let ldx = try client(MockTransport {})
        var dumped = ""
        dump(ldx, to: &dumped)
        #expect(!dumped.contains("secret-key"))
        #expect(!"\(ldx)".contains("secret-key"))
        #expect(!String(reflecting: ldx).contains("secret-key"))
    }
}

/// Answers every request with an empty list, and notes the address.
private struct Recording: HTTPTransport {
    let urls = SendableBox<[String]>([])

    func send(_ request: TransportRequest) async throws -> TransportResponse {
        urls.withLock { $0.append(request.url.absoluteString) }
        return TransportResponse(status: 200, body: TransportStream(Data(#"{"data":[]}"#.utf8)))
    }
}
