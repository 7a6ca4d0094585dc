import Foundation
import LanguageJobs
import LanguageJobsTesting
import Testing

/// What is read from the body of an error answer, whoever wrote it.
@Suite struct ErrorBodyTests {
    /// A body, its content type, and what is found in it.
    struct Shape: Sendable, CustomTestStringConvertible {
        var name: String
        var body: String
        var contentType: String?
        var message: String?
        var code: String?
        var requestID: String?

        init(
            _ name: String, _ body: String, _ contentType: String? = "application/json",
            message: String?, code: String? = nil, requestID: String? = nil
        ) {
            self.name = name
            self.body = body
            self.contentType = contentType
            self.message = message
            self.code = code
            self.requestID = requestID
        }

        var testDescription: String { name }
    }

    static let shapes: [Shape] = [
        Shape(
            "nested error",
            #"{"error":{"code":"insufficient_credits","message":"Required: 85.","type":"billing","request_id":"r1"}}"#,
            message: "Required: 85.", code: "insufficient_credits", requestID: "r1"),
        Shape(
            "nested error, camel case", #"{"error":{"code":7,"message":"No.","requestId":"r2"}}"#,
            message: "No.", code: "7", requestID: "r2"),
        Shape(
            "flat", #"{"code":"bad_request","message":"Bad.","request_id":"r3"}"#, message: "Bad.",
            code: "bad_request", requestID: "r3"),
        Shape("error text", #"{"error":"Nope."}"#, message: "Nope."),
        Shape(
            "error text beside a code", #"{"error":"Nope.","code":"x"}"#, message: "Nope.", code: "x"),
        Shape(
            "problem details of a gateway",
            #"""
            {"type":"https://httpproblems.com/http-status/401","title":"Unauthorized","status":401,
            "instance":"/test","trace":{"timestamp":"2023-07-16T17:13:31.352Z","requestId":"r4","buildId":"b"}}
            """#, "application/problem+json", message: "Unauthorized", requestID: "r4"),
        Shape(
            "problem details with a detail", #"{"title":"Bad Request","detail":"file_id is unknown"}"#,
            "application/problem+json", message: "file_id is unknown"),
        Shape("detail text", #"{"detail":"Invalid API key."}"#, message: "Invalid API key."),
        Shape(
            "detail object", #"{"detail":{"status":"processing","message":"not yet"}}"#,
            message: #"{"message":"not yet","status":"processing"}"#),
        Shape(
            "detail array", #"{"detail":[{"loc":["body","text"],"msg":"required"}]}"#,
            message: "body.text: required"),
        Shape(
            "detail array with many findings",
            #"{"detail":[{"loc":["body","texts",3,"text"],"msg":"Not a\ntext","type":"t"},{"msg":"Too long"}]}"#,
            message: "body.texts[3].text: Not a text; Too long"),
        Shape(
            "detail array of another kind", #"{"detail":[{"msg":"a"},{"note":1}]}"#,
            message: #"[{"msg":"a"},{"note":1}]"#),
        Shape("bare text", #""overloaded""#, message: "overloaded"),
        Shape("array", "[1,2]", message: nil),
        Shape("nothing of use", #"{"ok":false,"error":null}"#, message: nil),
        Shape("empty texts", #"{"error":{"code":"","message":""},"message":"outer"}"#, message: "outer"),
        Shape("number", "17", message: nil),
        Shape(
            "page", "<!DOCTYPE html><html><head><TITLE>502 Bad Gateway</TITLE></head></html>", "text/html",
            message: "the answer is an HTML page, “502 Bad Gateway”"),
        Shape(
            "page without a type", "<html><body>x</body></html>", nil, message: "the answer is an HTML page"),
        Shape("text", "upstream timed out\nat line 2", "text/plain", message: "upstream timed out"),
        Shape("cut JSON", #"{"error":{"code":"#, message: #"{"error":{"code":"#),
        Shape("nothing", "", message: nil),
        Shape("blank", "  \n ", "text/plain", message: nil),
        Shape("blank, then text", " \n \r\n  no   room ", "text/plain", message: "no room"),
    ]

    private func error(
        _ status: Int = 400, _ data: Data, _ headers: TransportHeaders = [:]
    ) async throws -> ClientError {
        try await Rig([.answer(status, data: data, headers)]).failure(of: Thing.endpoint(.safe))
    }

    @Test("Every shape of an error body gives its words, its code and its request id", arguments: shapes)
    func shape(shape: Shape) async throws {
        var headers: TransportHeaders = [:]
        headers["content-type"] = shape.contentType
        let error = try await error(400, shape.body.data, headers)
        let expected =
            "The service did not accept the request." + (shape.message.map { " It said: \($0)" } ?? "")
        #expect(error.code == .rejected)
        #expect(error.message == expected)
        #expect(error.serviceCode == shape.code)
        #expect(error.requestID == shape.requestID)
        #expect(error.bodyExcerpt == (shape.body.isEmpty ? nil : shape.body))
    }

    @Test(
        "The request id comes from the fields where the body has none",
        arguments: [
            "X-Request-Id", "Request-Id", "X-RequestId", "zp-rid", "X-Correlation-ID", "x-amzn-RequestId",
            "CF-Ray",
        ])
    func requestIDField(name: String) async throws {
        var headers: TransportHeaders = [:]
        headers[name] = "r-9"
        #expect(try await error(501, Data(), headers).requestID == "r-9")
    }

    @Test("The body's request id beats the fields', and a request id of the service a gateway's")
    func requestIDOrder() async throws {
        let headers: TransportHeaders = ["cf-ray": "ray", "x-request-id": "header"]
        #expect(try await error(501, Data(), headers).requestID == "header")
        #expect(try await error(501, #"{"request_id":"body"}"#.data, headers).requestID == "body")
    }

    @Test("An empty request id is none")
    func emptyRequestID() async throws {
        let headers: TransportHeaders = ["x-request-id": "", "cf-ray": "ray"]
        #expect(try await error(501, Data(), headers).requestID == "ray")
    }

    @Test("Bytes that are no text are shown as what can be read of them")
    func invalidText() async throws {
        let error = try await error(400, Data([0xFF, 0xFE, 0x41, 0xC3, 0x28]))
        #expect(error.bodyExcerpt == "\u{FFFD}\u{FFFD}A\u{FFFD}(")
    }

    @Test("A megabyte of garbage is an error like any other, with a short excerpt", arguments: [400, 503])
    func garbage(status: Int) async throws {
        let garbage = Data(repeating: UInt8(ascii: "["), count: 1 << 20)
        let rig = try Rig([], then: .answer(status, data: garbage)) { $0.retry = .never }
        let error = try await rig.failure(of: Thing.endpoint(.safe))
        #expect(error.code == (status == 400 ? .rejected : .serviceFailed))
        #expect(error.bodyExcerpt == String(repeating: "[", count: 2_048))
        #expect(error.message.count < 1_000)
    }

    @Test("A megabyte of words is cut to a length that can be shown")
    func longMessage() async throws {
        let words = String(repeating: "word ", count: 5_000)
        let error = try await error(400, #"{"message":"\#(words)","code":"\#(words)"}"#.data)
        #expect(error.message.count < 1_200)
        #expect((error.serviceCode?.count ?? 0) < 300)
    }

    @Test("Words over several lines are shown on one")
    func lines() async throws {
        let error = try await error(400, #"{"message":"first\r\nsecond\nthird\u0000\u001b[31m"}"#.data)
        #expect(
            error.description
                == "The service did not accept the request. It said: first second third [31m [rejected, in thing.call, HTTP 400]"
        )
    }

    @Test("Nested more deeply than anybody means, a body is still only an excerpt")
    func deep() async throws {
        for depth in [100, 511, 512, 513, 5_000] {
            let body = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
            let error = try await error(400, body.data)
            #expect(error.code == .rejected)
        }
    }

    @Test("How long to wait is in the error", arguments: [429, 503])
    func retryAfter(status: Int) async throws {
        let rig = try Rig([.answer(status, "", ["Retry-After": "600"])])
        let error = try await rig.failure(of: Thing.endpoint(.safe))
        #expect(error.retryAfter == .seconds(600))
    }
}
