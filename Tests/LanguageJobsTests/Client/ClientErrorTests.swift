import Foundation
import LanguageJobs
import LanguageJobsTesting
import Testing

@Suite struct ClientErrorTests {
    private let reference = JobReference(service: "sample.jobs", baseURL: "https://api.example.com", id: "j7")

    @Test("A description has the message, the code and all that is known, on one line")
    func description() {
        let error = ClientError(
            .rejected, "No.", operation: "sample.create", status: 422, requestID: "r-1", serviceCode: "bad",
            reference: reference)
        #expect(
            "\(error)"
                == "No. [rejected, in sample.create, HTTP 422, service code bad, request id r-1, job j7]")
        #expect(error.localizedDescription == "\(error)")
        #expect("\(ClientError(.timedOut, "Over."))" == "Over. [timedOut]")
    }

    @Test("What is known further out does not replace what was known before")
    func with() {
        let inner = ClientError(.rejected, "No.", operation: "a", reference: reference)
        let other = JobReference(service: "s", baseURL: "b", id: "other")
        #expect(inner.with(operation: "b", reference: other).operation == "a")
        #expect(inner.with(operation: "b", reference: other).reference == reference)
        let outer = ClientError(.rejected, "No.").with(operation: "b", reference: other)
        #expect(outer.operation == "b")
        #expect(outer.reference == other)
    }

    @Test("A code is an open set: any name is one, and equal to itself only")
    func codes() throws {
        let code: ClientError.Code = "somethingNew"
        #expect(code == ClientError.Code(rawValue: "somethingNew"))
        #expect(code != .rejected)
        #expect(ClientError.Code.submissionUncertain.rawValue == "submissionUncertain")
        #expect(try JSONEncoder().encode([code]) == #"["somethingNew"]"#.data)
    }

    @Test(
        "What can't be read of a success is named by its place",
        arguments: [
            ("", "it is no complete JSON"), ("{\"id\":", "it is no complete JSON"),
            ("{}", "“id” is missing"), (#"{"id":5}"#, "“id” is no String"),
            (#"{"id":null}"#, "“id” has no value"), ("[]", "its root is no Dictionary<String, Any>"),
        ])
    func undecodable(body: String, reason: String) async throws {
        let error = try await Rig([.answer(200, body, ["x-request-id": "r"])])
            .failure(of: Thing.endpoint(.safe))
        #expect(error.code == .unexpectedResponse)
        #expect(
            error.message == "The service's answer can't be read: \(reason). Report it with the request id.")
        #expect(error.requestID == "r")
        #expect(error.status == 200)
        #expect(error.bodyExcerpt == body)
    }

    @Test("A place within lists is named by its path")
    func path() async throws {
        let endpoint = Endpoint<[String: [Thing]]>("list", .get, ["l"], .safe)
        let error = try await Rig([.answer(200, #"{"data":[{"id":"a"},{"id":7}]}"#)]).failure(of: endpoint)
        #expect(error.message.contains("“data[1].id” is no String"))
    }
}
