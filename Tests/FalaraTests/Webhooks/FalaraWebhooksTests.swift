#if Webhooks
import Falara
import Foundation
import LanguageJobsTesting
import Testing
import TestSupport

/// What is taken for a webhook of the service, and what is not. The signatures were made by another implementation.
@Suite struct FalaraWebhooksTests {
    static let body = #"{"event":"job.completed","data":{"job_id":"abc123"}}"#
    static let signedWithNew = "sha256=4286d4d291e2460a0432c237bc203d27656c1c00a6f0439187f7fe72347fae93"
    static let signedWithOld = "sha256=d4682eda82d4e5f99ae748dd898f5b5386fd2ce64859125390b1fb0757999caf"
    static let bodyAlone = "sha256=e705e4532fcdff90dddcbb3a5975c4a72e2b4abde40aa098c187ce9010207e98"
    static let stamp = "1767225600"

    /// The date of the test's clock.
    private let now = SendableBox(Date(timeIntervalSince1970: 1_767_225_600))

    private func webhooks(
        _ secrets: [String] = ["whsec_new_9876543210"], signing: FalaraWebhooks.Signing = .timestampAndBody,
        replays: (any FalaraReplayStore)? = nil
    ) throws -> FalaraWebhooks {
        let now = now
        return FalaraWebhooks(
            secrets: try secrets.map { try FalaraWebhookSecret($0) }, signing: signing, replays: replays,
            date: { now.current })
    }

    private func headers(_ signature: String?, _ stamp: String? = stamp) -> TransportHeaders {
        var headers: TransportHeaders = ["User-Agent": "Falara-Webhooks/1.0"]
        headers["X-Falara-Signature"] = signature
        headers["X-Falara-Timestamp"] = stamp
        return headers
    }

    private func code(
        _ webhooks: FalaraWebhooks, _ headers: TransportHeaders, _ body: String = body
    ) async throws -> ClientError.Code? {
        do {
            _ = try await webhooks.event(headers: headers, body: Data(body.utf8))
            return nil
        } catch let error as ClientError {
            return error.code
        }
    }

    @Test("A webhook that was signed with the secret is read")
    func taken() async throws {
        let event = try await webhooks().event(
            headers: headers(Self.signedWithNew), body: Data(Self.body.utf8))
        #expect(event.name == .jobCompleted)
        #expect(event.jobID == "abc123")
        #expect(event.batchID == nil)
        #expect(event.signedAt == Date(timeIntervalSince1970: 1_767_225_600))
    }

    @Test("Names of fields and digits may be of either case, with spaces around")
    func spelling() async throws {
        let headers: TransportHeaders = [
            "x-FALARA-signature":
                "  SHA256=4286D4D291E2460A0432C237BC203D27656C1C00A6F0439187F7FE72347FAE93 ",
            "x-falara-TIMESTAMP": " 1767225600 ",
        ]
        #expect(try await code(try webhooks(), headers) == nil)
    }

    @Test("During a rotation the old and the new secret are taken, and afterwards the new one alone")
    func rotation() async throws {
        let both = try webhooks(["whsec_old_0123456789", "whsec_new_9876543210"])
        #expect(try await code(both, headers(Self.signedWithOld)) == nil)
        #expect(
            try await code(
                try webhooks(["whsec_new_9876543210", "whsec_old_0123456789"]), headers(Self.signedWithNew))
                == nil)
        #expect(try await code(try webhooks(), headers(Self.signedWithOld)) == .webhookForged)
    }

    @Test("A service that signs with both secrets in one field is understood")
    func twoSignatures() async throws {
        let field = "\(Self.signedWithOld), \(Self.signedWithNew)"
        #expect(try await code(try webhooks(), headers(field)) == nil)
    }

    @Test("A service that signs with both secrets in two fields is understood")
    func twoFields() async throws {
        var headers = headers(Self.signedWithOld)
        headers.append("X-Falara-Signature", Self.signedWithNew)
        #expect(try await code(try webhooks(), headers) == nil)
    }

    @Test("The secret's characters count, whatever they are")
    func unicode() async throws {
        let field = "sha256=04be4d0b9233505f57f88ed26fcc052dd139c3e940da41317787dfd67bdca76b"
        #expect(try await code(try webhooks(["wh-sécret-ключ-0123"]), headers(field)) == nil)
        #expect(try await code(try webhooks(["wh-secret-ключ-0123"]), headers(field)) == .webhookForged)
    }

    /// A signature's field, a timestamp's, and the body, each with something wrong.
    static let forged: [(String?, String?, String)] = [
        (nil, stamp, body), ("", stamp, body), ("sha256=", stamp, body), ("sha256", stamp, body),
        // One digit other, one missing, one too many, one that is none, full-width digits.
        ("sha256=5286d4d291e2460a0432c237bc203d27656c1c00a6f0439187f7fe72347fae93", stamp, body),
        ("sha256=4286d4d291e2460a0432c237bc203d27656c1c00a6f0439187f7fe72347fae9", stamp, body),
        ("sha256=4286d4d291e2460a0432c237bc203d27656c1c00a6f0439187f7fe72347fae930", stamp, body),
        ("sha256=g286d4d291e2460a0432c237bc203d27656c1c00a6f0439187f7fe72347fae93", stamp, body),
        ("sha256=４286d4d291e2460a0432c237bc203d27656c1c00a6f0439187f7fe72347fae93", stamp, body),
        ("4286d4d291e2460a0432c237bc203d27656c1c00a6f0439187f7fe72347fae93", stamp, body),
        ("sha1=4286d4d291e2460a0432c237bc203d27656c1c00a6f0439187f7fe72347fae93", stamp, body),
        // Another time or body than were signed.
        (signedWithNew, "1767225601", body), (signedWithNew, nil, body), (signedWithNew, "", body),
        (signedWithNew, "01767225600", body), (signedWithNew, "+1767225600", body),
        (signedWithNew, "1767225600.0", body), (signedWithNew, "99999999999999999999", body),
        (signedWithNew, stamp, body + " "), (signedWithNew, stamp, ""),
        (signedWithNew, stamp, #"{"event":"job.completed","data":{"job_id":"abc124"}}"#),
        // Signed by body alone, which is not taken unless asked for.
        (bodyAlone, stamp, body), (bodyAlone, nil, body),
    ]

    @Test("What was not signed with the secret is refused, whatever is wrong with it", arguments: forged)
    func refused(signature: String?, stamp: String?, body: String) async throws {
        #expect(try await code(try webhooks(), headers(signature, stamp), body) == .webhookForged)
    }

    @Test("Without a secret nothing is taken")
    func noSecret() async throws {
        #expect(try await code(try webhooks([]), headers(Self.signedWithNew)) == .webhookForged)
    }

    @Test(
        "A timestamp may be 300 seconds off, either way, and no more",
        arguments: [(-301, false), (-300, true), (0, true), (300, true), (301, false), (86_400, false)])
    func window(offset: Double, isTaken: Bool) async throws {
        now.exchange(Date(timeIntervalSince1970: 1_767_225_600 + offset))
        #expect(
            try await code(try webhooks(), headers(Self.signedWithNew)) == (isTaken ? nil : .webhookExpired))
    }

    @Test("A forged webhook that is old is forged, so that nobody learns that its signature would do")
    func forgedAndOld() async throws {
        now.exchange(Date(timeIntervalSince1970: 1_767_312_000))
        #expect(try await code(try webhooks(), headers(Self.bodyAlone)) == .webhookForged)
    }

    @Test("A webhook that comes again is refused, to the end of its window and beyond")
    func replayed() async throws {
        let webhooks = try webhooks()
        #expect(try await code(webhooks, headers(Self.signedWithNew)) == nil)
        #expect(try await code(webhooks, headers(Self.signedWithNew)) == .webhookReplayed)
        #expect(
            try await code(webhooks, headers(Self.signedWithNew.uppercased().replacing("SHA", with: "sha")))
                == .webhookReplayed)
        now.exchange(Date(timeIntervalSince1970: 1_767_225_900))
        #expect(try await code(webhooks, headers(Self.signedWithNew)) == .webhookReplayed)
        now.exchange(Date(timeIntervalSince1970: 1_767_225_902))
        #expect(try await code(webhooks, headers(Self.signedWithNew)) == .webhookExpired)
    }

    @Test("The same event that is signed anew is another webhook")
    func signedAnew() async throws {
        let webhooks = try webhooks()
        let again = "sha256=6e2cdd24e14e480fa574f3d561c5cf739b974d7711d5f0c87b0bffe54d0c9470"
        #expect(try await code(webhooks, headers(Self.signedWithNew)) == nil)
        #expect(try await code(webhooks, headers(again, "1767225601")) == nil)
    }

    @Test("Of a webhook that comes many times at once one is taken")
    func race() async throws {
        let webhooks = try webhooks()
        let headers = headers(Self.signedWithNew)
        let taken = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<100 {
                group.addTask {
                    (try? await webhooks.event(headers: headers, body: Data(Self.body.utf8))) != nil
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(taken == 1)
    }

    private struct Down: Error {}

    @Test("A webhook whose handling failed is taken when it comes again")
    func failedHandling() async throws {
        let webhooks = try webhooks()
        await #expect(throws: Down.self) {
            try await webhooks.event(headers: headers(Self.signedWithNew), body: Data(Self.body.utf8)) { _ in
                throw Down()
            }
        }
        let id = try await webhooks.event(
            headers: headers(Self.signedWithNew), body: Data(Self.body.utf8)
        ) { $0.jobID }
        #expect(id == "abc123")
        #expect(try await code(webhooks, headers(Self.signedWithNew)) == .webhookReplayed)
    }

    /// A store whose connection is gone when something is to be forgotten.
    private struct Forgetless: FalaraReplayStore {
        func remember(_ id: String, until expiry: Date) async throws -> Bool { true }
        func forget(_ id: String) async throws { throw CancellationError() }
    }

    @Test("The handler's own error is thrown, also when the store can't forget the webhook")
    func forgetting() async throws {
        await #expect(throws: Down.self) {
            try await webhooks(replays: Forgetless()).event(
                headers: headers(Self.signedWithNew), body: Data(Self.body.utf8)
            ) { _ in throw Down() }
        }
    }

    @Test("Servers that share a store take a webhook once")
    func sharedStore() async throws {
        let now = now
        let store = FalaraReplayMemory(date: { now.current })
        #expect(try await code(try webhooks(replays: store), headers(Self.signedWithNew)) == nil)
        #expect(try await code(try webhooks(replays: store), headers(Self.signedWithNew)) == .webhookReplayed)
        #expect(store.count == 1)
    }

    @Test("The body alone may be signed only where that was asked for, and both forms are taken there")
    func bodyAloneToo() async throws {
        let webhooks = try webhooks(signing: .bodyAloneToo)
        let event = try await webhooks.event(
            headers: headers(Self.bodyAlone, nil), body: Data(Self.body.utf8))
        #expect(event.jobID == "abc123")
        #expect(event.signedAt == nil)
        #expect(try await code(webhooks, headers(Self.bodyAlone, "1767225777")) == .webhookReplayed)
        #expect(try await code(webhooks, headers(Self.signedWithNew)) == nil)
        #expect(try await code(webhooks, headers(Self.signedWithOld)) == .webhookForged)
    }

    @Test(
        "What is signed and no event is said to be unreadable",
        arguments: [
            ("hello", "5a1e2efbb0111901dca2f0c872103724a4d3e5be04f9cdbae7fa7401653ab009"),
            ("[]", "3107d25fd149b2a0c3af75a8c4468a469ca8aaca204527371b1735f39509ce40"),
        ])
    func unreadable(body: String, signature: String) async throws {
        #expect(try await code(try webhooks(), headers("sha256=\(signature)"), body) == .webhookUnreadable)
    }

    @Test("Events of unknown names and with unknown members are kept as they came")
    func unknown() async throws {
        let event = try await webhooks().event(
            headers: headers("sha256=efd2cc2a580187458d67e15d966e2c70df1a6a4cb1e36f8c3d88c4ce8ae70e82"),
            body: Data(#"{"event":"job.paused","data":{"job_id":"j9","reason":["x",2.50]}}"#.utf8))
        #expect(event.name == "job.paused")
        #expect(event.jobID == "j9")
        #expect(event.data["reason"] == ["x", 2.5])
    }

    @Test("No error and no description shows the secret")
    func secrets() async throws {
        let webhooks = try webhooks()
        var shown =
            "\(webhooks) \(String(reflecting: webhooks)) \(try FalaraWebhookSecret("whsec_new_9876543210"))"
        dump(webhooks, to: &shown)
        for headers in [headers(Self.signedWithOld), headers(nil)] {
            do {
                _ = try await webhooks.event(headers: headers, body: Data(Self.body.utf8))
            } catch {
                shown += "\(error) \(String(reflecting: error))"
            }
        }
        #expect(!shown.contains("whsec_new"))
        #expect(!shown.contains("9876543210"))
    }
}
#endif
