import Falara
import Foundation
import LanguageJobsTesting
import TestSupport
import Testing

@Suite("The webhook settings of Falara")
struct FalaraWebhookSettingsTests {
    private static let secret = "whsec_0123456789abcd"
    private static let address = "https://example.com/hooks/falara"

    @Test("show what is set")
    func current() async throws {
        let mock = try MockTransport {
            Exchange(.get("/v1/webhooks/config"), .json(try Fixture.data("falara/webhook-config.json")))
        }
        let target = try await FalaraMock.client(mock).webhookSettings.current()
        #expect(target?.url == Self.address)
        #expect(target?.maskedSecret == "whsec_****abcd")
        #expect(target?.isActive == true)
    }

    @Test("are none when they are null, and when they are not found")
    func none() async throws {
        let mock = try MockTransport {
            Exchange(.get("/v1/webhooks/config"), .json(try Fixture.data("falara/webhook-config-none.json")))
            Exchange(.get("/v1/webhooks/config"), .status(404, json: #"{"detail":"Not found."}"#))
        }
        let settings = try FalaraMock.client(mock).webhookSettings
        #expect(try await settings.current() == nil)
        #expect(try await settings.current() == nil)
        try mock.verify()
    }

    @Test("are not none when the key is wrong")
    func unauthorized() async throws {
        let mock = try MockTransport {
            Exchange(
                .get("/v1/webhooks/config"),
                .status(401, json: try Fixture.data("falara/error-invalid-key.json")))
        }
        await #expect {
            try await FalaraMock.client(mock).webhookSettings.current()
        } throws: {
            ($0 as? ClientError)?.code == .unauthorized
        }
    }

    @Test("are set under the documented names")
    func set() async throws {
        let mock = try MockTransport {
            Exchange(
                .put("/v1/webhooks/config").body(
                    json: try Fixture.data("falara/webhook-config-request.abridged.json")),
                .json(try Fixture.data("falara/webhook-config.json")))
        }
        let url = try #require(URL(string: Self.address))
        let target = try await FalaraMock.client(mock).webhookSettings.set(
            url, secret: FalaraWebhookSecret(Self.secret))
        #expect(target.url == Self.address)
        try mock.verify()
    }

    @Test(
        "are refused before anything is sent without https, a host, or a long secret",
        arguments: [
            ("http://example.com/hook", secret), ("https:///hook", secret), ("example.com/hook", secret),
            ("ftp://example.com", secret),
        ])
    func refused(address: String, secret: String) async throws {
        let mock = MockTransport {}
        let url = try #require(URL(string: address))
        await #expect {
            try await FalaraMock.client(mock).webhookSettings.set(url, secret: FalaraWebhookSecret(secret))
        } throws: { error in
            guard let error = error as? ClientError else { return false }
            return error.code == .invalidRequest && (secret.isEmpty || !"\(error)".contains(secret))
        }
        #expect(mock.requests.isEmpty)
    }

    @Test(
        "never show the secret in an error, even when the service repeats it",
        arguments: [
            #"{"detail":[{"loc":["body"],"msg":"bad","input":{"webhook_secret":"\#(secret)"}}]}"#,
            #"{"detail":"no such thing as \#(secret)"}"#,
            #"{"error":{"code":"\#(secret)","message":"\#(secret)"}}"#,
            String(repeating: "x", count: 2_040) + secret,
            #"{"detail":""# + String(repeating: "x ", count: 495) + #"\#(secret)"}"#,
        ])
    func redacted(body: String) async throws {
        let mock = MockTransport {
            Exchange(.put("/v1/webhooks/config"), .status(422, json: Data(body.utf8)))
            Exchange(.put("/v1/webhooks/config"), .json(body))
        }
        let settings = try FalaraMock.client(mock).webhookSettings
        let url = try #require(URL(string: Self.address))
        for code in [ClientError.Code.rejected, .unexpectedResponse] {
            do {
                _ = try await settings.set(url, secret: FalaraWebhookSecret(Self.secret))
                // A success is read as far as it can be: only what can't be read at all fails.
                #expect(code == .unexpectedResponse)
            } catch {
                let error = try #require(error as? ClientError)
                #expect(error.code == code)
                var dumped = ""
                dump(error, to: &dumped)
                #expect(!dumped.contains("whsec_"))
            }
        }
    }

    @Test(
        "never show a secret that JSON spells otherwise",
        arguments: [#"pa\/th/"secret"/0123"#, "0123456789/abcdef/x"])
    func escaped(secret: String) async throws {
        let spelled = String(decoding: try JSONSerialization.data(withJSONObject: [secret]), as: UTF8.self)
        let mock = MockTransport { Exchange(.put("/v1/webhooks/config"), .status(400, json: spelled)) }
        let url = try #require(URL(string: Self.address))
        await #expect {
            try await FalaraMock.client(mock).webhookSettings.set(url, secret: FalaraWebhookSecret(secret))
        } throws: {
            let excerpt = ($0 as? ClientError)?.bodyExcerpt ?? ""
            return excerpt == #"["[redacted]"]"#
        }
    }

    @Test(
        "are removed, also when nothing is set",
        arguments: [
            (RecordedResponse.status(204), JSONValue.null),
            (.json(#"{"message":"gone"}"#), ["message": "gone"]),
            (.status(404, json: #"{"detail":"Not found."}"#), .null),
        ] as [(RecordedResponse, JSONValue)])
    func remove(answer: RecordedResponse, result: JSONValue) async throws {
        let mock = MockTransport { Exchange(.delete("/v1/webhooks/config"), answer) }
        #expect(try await FalaraMock.client(mock).webhookSettings.remove() == result)
    }
}
