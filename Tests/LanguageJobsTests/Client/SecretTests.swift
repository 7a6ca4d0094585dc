import Foundation
import LanguageJobs
import LanguageJobsTesting
import Testing

/// The key appears nowhere but in the request to its origin.
@Suite struct SecretTests {
    private let key = TestClient.key

    /// Whether any spelling of the key, or half of it, is in a text.
    private func reveals(_ text: String) -> Bool {
        [key, #"key-5up3r\/53cr3t"#, "key-5up3r%2F53cr3t", "key-5up3r", "53cr3t"].contains {
            text.contains($0)
        }
    }

    /// All that can be printed of an error.
    private func printed(_ error: ClientError) -> String {
        var dumped = ""
        dump(error, to: &dumped)
        return [
            dumped, "\(error)", String(reflecting: error), error.localizedDescription, error.message,
            error.bodyExcerpt ?? "", error.requestID ?? "", error.serviceCode ?? "",
            error.underlying.map { String(reflecting: $0) } ?? "",
        ].joined(separator: "\n")
    }

    static let echoes: [@Sendable (String) -> String] = [
        { "Invalid key \($0), sorry" },
        { #"{"error":{"code":"\#($0)","message":"bad key \#($0)","request_id":"\#($0)"}}"# },
        { #"{"detail":[{"loc":["header"],"input":"Bearer \#($0)"}]}"# },
        { #"{"message":"\#($0.replacingOccurrences(of: "/", with: "\\/"))"}"# },
        { "<html><title>\($0)</title><a href='/?key=key-5up3r%2F53cr3t'>x</a></html>" },
        { String(repeating: "x", count: 2_036) + $0 },
        { String(repeating: "x", count: 288) + $0 },
        { #"{"message":"\#(String(repeating: "x", count: 988) + $0)"}"# },
        { #"{"id":["\#(String(repeating: "x", count: 2_028) + $0)"]}"# },
        { #"{"\#($0)":{"id":7}}"# },
        { key in
            let escaped = key.utf16.map { "\\u00" + String($0, radix: 16) }.joined()
            return #"{"code":"\#(escaped)","message":"\#(escaped)","request_id":"\#(escaped)"}"#
        },
    ]

    @Test(
        "A server that echoes the key does not get it into an error", arguments: 0..<11,
        [400, 401, 503, 200, 302])
    func echo(index: Int, status: Int) async throws {
        let body = Self.echoes[index](key)
        let log = EventLog()
        let rig = try Rig(
            [], then: .answer(status, body, ["x-request-id": "r-\(key)", "location": "ftp://\(key)/\(key)"])
        ) {
            $0.observer = log
        }
        let endpoint = Endpoint<[String: [String: Bool]]>("thing.call", .get, ["things"], .safe)
        let error = try await rig.failure(of: endpoint)
        #expect(!reveals(printed(error)))
        #expect(!reveals("\(log.events)"))
        let submission = Endpoint<Thing>("thing.create", .post, ["things"], .once)
        #expect(!reveals(printed(try await rig.failure(of: submission))))
    }

    @Test("A transport that prints what it was given does not get the key into an error")
    func chattyTransport() async throws {
        struct Chatty: Error { var request: String }
        for step in [
            Step { request, _ in throw Chatty(request: "\(request)") },
            Step { request, _ in throw TransportFailure(.other, "\(request.headers)") },
            Step { request, _ in
                throw TransportFailure(.connectionLost, "Lost.", underlying: Chatty(request: "\(request)"))
            },
        ] {
            let log = EventLog()
            let rig = try Rig([], then: step) {
                $0.observer = log
                $0.retry = .never
            }
            #expect(!reveals(printed(try await rig.failure(of: Thing.endpoint(.safe)))))
            #expect(!reveals(printed(try await rig.failure(of: Thing.endpoint(.once)))))
            #expect(!reveals("\(log.events)"))
        }
    }

    @Test("An observer sees no key, no query and no field")
    func observer() async throws {
        let log = EventLog()
        let rig = try Rig([.answer(503), .fail(.connectionLost), .thing()]) { $0.observer = log }
        _ = try await rig.send(Thing.endpoint(.safe) { $0.query = [("token", "qu3ry")] })
        var dumped = ""
        dump(log.events, to: &dumped)
        #expect(!reveals(dumped))
        #expect(!dumped.contains("qu3ry"))
        let urls = log.events.compactMap { event in
            if case .request(_, _, _, let url) = event { url } else { nil }
        }
        #expect(urls == Array(repeating: "https://api.example.com/v1/things", count: 3))
    }

    @Test("A curl command that a middleware prints has no key and no query's values")
    func curl() async throws {
        let printed = SendableBox<[String]>([])
        let rig = try Rig([.thing()], scheme: .header("X-API-Key")) {
            $0.attemptMiddlewares = [
                Meddling { request, context, next in
                    printed.withLock { $0.append(request.curlCommand()) }
                    return try await next(request, context)
                }
            ]
        }
        _ = try await rig.send(Thing.endpoint(.safe) { $0.query = [("token", "qu3ry")] })
        let command = try #require(printed.current.first)
        #expect(command.contains("'X-API-Key: [redacted]'"))
        #expect(command.contains("'https://api.example.com/v1/things?token=[redacted]'"))
        #expect(!reveals(command))
    }

    @Test("A credential prints as its kind, in every way")
    func credential() {
        for credential in [Credential.value(key), .provider { [key] in key }] {
            var dumped = ""
            dump(credential, to: &dumped)
            let interpolated =
                "\(credential) \(String(reflecting: credential)) \([credential]) \(Optional(credential) as Any)"
            #expect(!reveals(dumped + interpolated))
        }
        #expect("\(Credential.value(key))" == "Credential(value: [redacted])")
        #expect("\(Credential.environment("MY_KEY"))" == "Credential(environment: MY_KEY)")
        #expect("\(Credential.none)" == "Credential(none)")
    }

    @Test("A client, its configuration and its watchers print no key")
    func client() throws {
        let rig = try Rig([])
        let jobs = SampleJobs(rig.client, .init())
        var dumped = ""
        dump(rig.client, to: &dumped)
        dump(jobs, to: &dumped)
        dump(jobs.watch("j"), to: &dumped)
        #expect(!reveals(dumped))
    }

    @Test("A short key is not looked for, so that it does not cut words to pieces")
    func shortKey() async throws {
        let rig = try Rig([.answer(400, "an error")], credential: .value("e"))
        #expect(try await rig.failure(of: Thing.endpoint(.safe)).bodyExcerpt == "an error")
    }
}
