import Falara
import Foundation
import LanguageJobsTesting
import TestSupport
import Testing

@Suite("API keys of Falara")
struct FalaraAPIKeysTests {
    private static let value = "fal_xxxxxxxxxxxxxxxxxxxxxxxx"

    @Test("are made with a name, and print no value")
    func create() async throws {
        let mock = try MockTransport {
            Exchange(
                .post("/v1/api-keys").body(json: try Fixture.data("falara/api-key-create-request.json")),
                .status(201, json: try Fixture.data("falara/api-key-created.json")))
        }
        let key = try await FalaraMock.client(mock).apiKeys.create(name: "Production Backend")
        #expect(key.secret.reveal() == Self.value)
        #expect(key.hash == "sha256_abc123...")
        var dumped = ""
        dump(key, to: &dumped)
        for shown in ["\(key)", String(reflecting: key), "\(key.secret)", "\(key.secret.credential)", dumped]
        {
            #expect(!shown.contains("fal_"))
        }
        #expect("\(key.secret)" == "FalaraSecret([redacted])")
        try mock.verify()
    }

    @Test(
        "may be left behind by an answer that is lost or not understood: told once, without a key",
        arguments: [
            FalaraMock.cut, .status(500, json: #"{"detail":"\#(value)"}"#),
            .status(201, json: #"{"key":"\#(value)","key_hash":"h"}"#), .status(201, json: #""\#(value)""#),
            .status(201, json: #"{"api_key":"  "}"#), .status(201, json: #"{"api_key":["\#(value)"]}"#),
        ])
    func uncertain(answer: RecordedResponse) async throws {
        let mock = MockTransport { Exchange(.post("/v1/api-keys"), answer) }
        await #expect {
            try await FalaraMock.client(mock).apiKeys.create(name: "Backend 7")
        } throws: { error in
            var dumped = ""
            dump(error, to: &dumped)
            guard let error = error as? ClientError else { return false }
            return error.code == .submissionUncertain && error.operation == "apiKeys.create"
                && error.message.hasPrefix("A key “Backend 7” may have been made")
                && !dumped.contains(Self.value) && !"\(error)".contains(Self.value)
        }
        #expect(mock.requests.count == 1)
    }

    @Test("are refused by the plan, or by their name before anything is sent")
    func refused() async throws {
        let mock = MockTransport {
            Exchange(.post("/v1/api-keys"), .status(403, json: #"{"detail":"Not on the free plan."}"#))
        }
        let keys = try FalaraMock.client(mock).apiKeys
        await #expect {
            try await keys.create(name: "a")
        } throws: {
            ($0 as? ClientError)?.code == .forbidden
                && ($0 as? ClientError)?.message.contains("Not on the free plan.") == true
        }
        for name in ["", "  ", String(repeating: "x", count: 101)] {
            await #expect {
                try await keys.create(name: name)
            } throws: {
                ($0 as? ClientError)?.code == .invalidRequest
            }
        }
        #expect(mock.requests.count == 1)
    }

    @Test("are listed without values, and revoked by their hash")
    func listAndRevoke() async throws {
        let mock = try MockTransport {
            Exchange(.get("/v1/api-keys"), .json(try Fixture.data("falara/api-keys-list.abridged.json")))
            Exchange(.delete("/v1/api-keys/sha256_abc123..."), .json(#"{"message":"gone"}"#))
        }
        let keys = try FalaraMock.client(mock).apiKeys
        #expect(
            try await keys.list() == [
                FalaraAPIKey(
                    hash: "sha256_abc123...", name: "Production Backend",
                    createdAt: Date(timeIntervalSince1970: 1_774_000_800))
            ])
        #expect(try await keys.revoke("sha256_abc123...") == ["message": "gone"])
        try mock.verify()
    }
}
