import Flixu
import Foundation
import LanguageJobsTesting
import Testing

@Suite("An error of Flixu")
struct FlixuErrorTests {
    /// An error answer, and what is to be made of it.
    struct Case: Sendable, CustomTestStringConvertible {
        var status: Int
        var fixture: String
        var code: ClientError.Code
        var serviceCode: String
        var requestID: String
        var said: String

        var testDescription: String { fixture }
    }

    static let cases = [
        Case(
            status: 402, fixture: "translate-insufficient-credits", code: .insufficientCredit,
            serviceCode: "insufficient_credits", requestID: "7c9e6679-7425-40de-944b-e07fc1f90ae7",
            said: "Insufficient credits. Required: 85, available: 12."),
        Case(
            status: 402, fixture: "error-insufficient-credits", code: .insufficientCredit,
            serviceCode: "insufficient_credits", requestID: "550e8400-e29b-41d4-a716-446655440000",
            said: "Insufficient credits. Required: 5000, available: 1234."),
        Case(
            status: 429, fixture: "error-rate-limit-exceeded", code: .rateLimited,
            serviceCode: "rate_limit_exceeded", requestID: "a1b2c3d4-e5f6-7890-abcd-ef1234567890",
            said: "Rate limit exceeded. Check X-RateLimit-Reset header for retry timing."),
        Case(
            status: 403, fixture: "error-feature-locked", code: .forbidden, serviceCode: "feature_locked",
            requestID: "b2c3d4e5-f6a7-8901-bcde-f01234567890",
            said: "Brand voice is not available on your current plan."),
        Case(
            status: 400, fixture: "error-unsupported-format", code: .rejected,
            serviceCode: "unsupported_format", requestID: "c3d4e5f6-a7b8-9012-cdef-012345678901",
            said: "Unsupported file format: .pptx"),
    ]

    @Test(
        "has the service's code, its words and its request id, and says that nothing was applied",
        arguments: cases)
    func read(row: Case) async throws {
        let rig = try FlixuRig(
            MockTransport {
                Exchange(.post("/v1/translate"), try FlixuRig.fixture(row.fixture, status: row.status))
            })
        defer { rig.removeFolder() }
        let error = await FlixuRig.error {
            try await rig.flixu.translations.translate("Hello", from: "en", to: "de")
        }
        #expect(error?.code == row.code)
        #expect(error?.status == row.status)
        #expect(error?.serviceCode == row.serviceCode)
        #expect(error?.requestID == row.requestID)
        #expect(error?.message.hasSuffix(" It said: \(row.said)") == true)
        #expect(error?.operation == "translations.text")
    }

    @Test(
        "is known by its status where the code is not documented",
        arguments: [
            (400, ClientError.Code.rejected), (401, .unauthorized), (404, .notFound), (413, .fileTooLarge),
            (500, .submissionUncertain),
        ])
    func undocumented(status: Int, code: ClientError.Code) async throws {
        let body = #"{"error":{"code":"x_new","message":"m","type":"t","request_id":"r"}}"#
        let rig = try FlixuRig(
            MockTransport { Exchange(.post("/v1/translate"), .status(status, json: body)) })
        defer { rig.removeFolder() }
        let error = await FlixuRig.error {
            try await rig.flixu.translations.translate("Hello", from: "en", to: "de")
        }
        #expect(error?.code == code)
        #expect(error?.serviceCode == "x_new")
        #expect(error?.requestID == "r")
    }

    @Test("of a gateway is known by its status, and has the id of the header field")
    func gateway() async throws {
        let rig = try FlixuRig(
            MockTransport {
                Exchange(
                    .get("/v1/me"),
                    .status(
                        502, headers: ["X-Request-Id": "r-9", "Content-Type": "text/html"],
                        body: Data("<html><title>Bad gateway</title></html>".utf8)))
            })
        defer { rig.removeFolder() }
        let error = await FlixuRig.error { try await rig.flixu.me() }
        #expect(error?.code == .serviceFailed)
        #expect(error?.requestID == "r-9")
        #expect(error?.message.contains("Bad gateway") == true)
    }

    @Test("429 is waited out by X-RateLimit-Reset, in seconds from now, and only then sent again")
    func reset() async throws {
        let time = VirtualTime()
        let mock = try MockTransport(time: time) {
            Exchange(
                .post("/v1/translate"),
                try FlixuRig.fixture(
                    "error-rate-limit-exceeded", status: 429,
                    headers: [
                        "X-RateLimit-Limit": "300", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "42",
                    ]))
            Exchange(.post("/v1/translate"), try FlixuRig.fixture("quickstart"))
        }
        let rig = try FlixuRig(
            mock, configuration: .init(heedsRateWindows: false, runtime: time.runtime(seed: 1)))
        defer { rig.removeFolder() }
        let hello = try await time.run {
            try await rig.flixu.translations.translate("Hello, world!", from: "en", to: "de")
        }
        #expect(hello.text == "Hallo, Welt!")
        #expect(time.now == .seconds(42))
        try mock.verify()
    }
}
