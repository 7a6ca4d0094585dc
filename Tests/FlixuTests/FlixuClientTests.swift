import Flixu
import Foundation
import LanguageJobsTesting
import Testing

@Suite("A Flixu client")
struct FlixuClientTests {
    @Test("sends the key as a bearer token, JSON, and who it is")
    func headers() async throws {
        let rig = try FlixuRig(
            MockTransport {
                Exchange(
                    .get("https://api.flixu.ai/v1/me").header("Authorization", "Bearer flx_key")
                        .header("Accept", "application/json").header("User-Agent"),
                    try FlixuRig.fixture("me-api-key"))
            })
        defer { rig.removeFolder() }
        let me = try await rig.flixu.me()
        #expect(me.scopes == [.translate, .read])
        #expect(me.requestID == "c9d0e1f2-a3b4-5678-9012-cdef12345678")
        try rig.mock.verify()
    }

    @Test("asks for the token of a session at each attempt")
    func provider() async throws {
        let rig = try FlixuRig(
            MockTransport {
                Exchange(
                    .get("/v1/me").header("Authorization", "Bearer eyJ1"), .status(503, json: "{}"))
                Exchange(
                    .get("/v1/me").header("Authorization", "Bearer eyJ2"),
                    try FlixuRig.fixture("me-session"))
            }, credential: .provider(Tokens().next),
            configuration: .init(retry: .init(maxAttempts: 2, baseDelay: .zero)))
        defer { rig.removeFolder() }
        let me = try await rig.flixu.me()
        #expect(me.source == .sessionToken)
        #expect(me.scopes == nil)
        try rig.mock.verify()
    }

    private final class Tokens: Sendable {
        private let count = SendableBox(0)

        func next() async throws -> String {
            "eyJ\(count.withLock { count in count += 1; return count })"
        }
    }

    @Test("can't be made without a key in the environment, and names the variable")
    func missingVariable() throws {
        #expect {
            _ = try FlixuClient(credential: .environment("FLIXU_NO_SUCH_KEY"))
        } throws: { error in
            let error = error as? ClientError
            return error?.code == .missingCredential && error?.message.contains("FLIXU_NO_SUCH_KEY") == true
        }
    }

    @Test(
        "keeps a path prefix and ignores a slash at the end",
        arguments: [
            ("https://api.flixu.ai/v1", "https://api.flixu.ai/v1/quota"),
            ("https://api.flixu.ai/v1/", "https://api.flixu.ai/v1/quota"),
            ("http://127.0.0.1:8080/a/v1", "http://127.0.0.1:8080/a/v1/quota"),
        ])
    func addresses(base: String, address: String) async throws {
        let rig = try FlixuRig(
            MockTransport { Exchange(.get(address), try FlixuRig.fixture("quota")) }, baseURL: base)
        defer { rig.removeFolder() }
        #expect(try await rig.flixu.quota().creditsLeft == 425_500)
        #expect(FlixuClient.defaultBaseURL == "https://api.flixu.ai/v1")
        try rig.mock.verify()
    }

    @Test("reads languages, formats, quota and usage")
    func account() async throws {
        let rig = try FlixuRig(
            MockTransport {
                Exchange(.get("/v1/languages").noBody(), try FlixuRig.fixture("languages.abridged"))
                Exchange(.get("/v1/formats"), try FlixuRig.fixture("formats.abridged"))
                Exchange(.get("/v1/quota"), try FlixuRig.fixture("quota"))
                Exchange(.get("/v1/usage?from=2026-03-01&to=2026-03-17"), try FlixuRig.fixture("usage"))
                Exchange(.get("/v1/usage"), try FlixuRig.fixture("usage"))
                Exchange(.get("/v1/usage?to=2026-03-17"), try FlixuRig.fixture("usage"))
            })
        defer { rig.removeFolder() }
        let flixu = rig.flixu
        let languages = try await flixu.languages()
        #expect(languages.total == 147)
        #expect(languages.languages.filter { $0.direction == .rightToLeft }.map(\.code) == ["ar", "he"])
        #expect(
            try await flixu.formats().formats.map(\.fileExtension) == ["docx", "xliff", "json", "po", "srt"])
        #expect(try await flixu.quota().rateLimits?.translatePerMinute == 300)
        let usage = try await flixu.usage(from: "2026-03-01", to: FlixuDay(year: 2026, month: 3, day: 17))
        #expect(usage.byLanguage?.first?.characters == 98_400)
        #expect(usage.requestID == "b8c9d0e1-f2a3-4567-8901-bcdef1234567")
        _ = try await flixu.usage()
        _ = try await flixu.usage(to: "2026-03-17")
        try rig.mock.verify()
    }

    @Test(
        "refuses days that are none, and a first after the last, before anything is sent",
        arguments: [
            ("2026-02-30", nil), ("2026-3-1", nil), ("yesterday", nil), (nil, "20260301"),
            ("2026-03-01T00:00:00Z", nil), ("2026-03-02", "2026-03-01"), ("", nil),
        ] as [(String?, String?)])
    func days(from: String?, to: String?) async throws {
        let rig = try FlixuRig(MockTransport {})
        defer { rig.removeFolder() }
        let error = await FlixuRig.error {
            try await rig.flixu.usage(
                from: from.map { FlixuDay(rawValue: $0) }, to: to.map { FlixuDay(rawValue: $0) })
        }
        #expect(error?.code == .invalidRequest)
        #expect(rig.mock.requests.isEmpty)
    }

    @Test("takes one day for a usage, and a leap day")
    func oneDay() async throws {
        let rig = try FlixuRig(
            MockTransport {
                Exchange(.get("/v1/usage?from=2024-02-29&to=2024-02-29"), try FlixuRig.fixture("usage"))
            })
        defer { rig.removeFolder() }
        _ = try await rig.flixu.usage(from: "2024-02-29", to: "2024-02-29")
        try rig.mock.verify()
    }

    @Test("takes the request id from the header field when the answer's meta has none")
    func requestID() async throws {
        let rig = try FlixuRig(
            MockTransport {
                Exchange(
                    .get("/v1/me"),
                    .status(200, headers: ["X-Request-Id": "r-1"], json: #"{"data":{"user_id":"u"}}"#))
                Exchange(
                    .get("/v1/me"),
                    .status(
                        200, headers: ["X-Request-Id": "r-2"],
                        json: #"{"data":{},"meta":{"request_id":"r-3"}}"#))
                Exchange(.get("/v1/me"), .json(#"{"user_id":"bare"}"#))
            })
        defer { rig.removeFolder() }
        #expect(try await rig.flixu.me().requestID == "r-1")
        #expect(try await rig.flixu.me().requestID == "r-3")
        let bare = try await rig.flixu.me()
        #expect(bare.userID == "bare")
        #expect(bare.requestID == nil)
        try rig.mock.verify()
    }

    @Test("can be faked where its account is asked for")
    func fake() async throws {
        struct Fake: FlixuAccountInfo {
            func languages(options: CallOptions) async throws -> FlixuLanguages {
                FlixuLanguages(languages: [.init(code: "de")])
            }
            func formats(options: CallOptions) async throws -> FlixuFormats {
                FlixuFormats(formats: FlixuFormat.documented)
            }
            func quota(options: CallOptions) async throws -> FlixuQuota { FlixuQuota(plan: "Growth") }
            func usage(from: FlixuDay?, to: FlixuDay?, options: CallOptions) async throws -> FlixuUsage {
                FlixuUsage(from: from, to: to)
            }
            func me(options: CallOptions) async throws -> FlixuIdentity { FlixuIdentity(userID: "u") }
        }
        let account: any FlixuAccountInfo = Fake()
        #expect(try await account.languages().languages.map(\.code) == ["de"])
        #expect(try await account.formats().formats.count == 16)
        #expect(try await account.quota().plan == "Growth")
        #expect(try await account.usage(to: "2026-03-17").to == "2026-03-17")
        #expect(try await account.me().userID == "u")
    }
}
