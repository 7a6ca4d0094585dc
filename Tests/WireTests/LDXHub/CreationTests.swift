import Foundation
import LDXHub
import LanguageJobsTesting
import TestSupport
import Testing

/// What becomes of a creation, over a socket: the error that the client gives, and what the service really did.
@Suite("A creation that must not be doubled")
struct CreationTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        var fault: Fault?
        /// Whether the fault hits every creation, not only the first.
        var isLasting = true
        /// A whole answer in the emulator's place.
        var answer: String?
        /// An address in the peer's place.
        var address: String?
        /// The error's code, `nil` for success.
        let code: ClientError.Code?
        /// Creations that arrive.
        let requests: Int
        /// Jobs that exist then.
        let jobs: Int
        /// Words that the message must have.
        var words = ""

        var testDescription: String { name }
    }

    static let refused: [Row] = [400, 401, 402, 403, 404, 409, 410, 413, 415, 422].map { status in
        let codes: [Int: ClientError.Code] = [
            401: .unauthorized, 402: .insufficientCredit, 403: .forbidden, 404: .notFound, 409: .conflict,
            413: .fileTooLarge,
        ]
        return Row(
            name: "\(status): nothing was done", fault: .serverError(status: status),
            code: codes[status] ?? .rejected, requests: 1, jobs: 0)
    }

    static let answered: [Row] = [
        Row(name: "202: a job", code: nil, requests: 1, jobs: 1),
        Row(
            name: "429, then 202: sent again, since a 429 proves that nothing was done",
            fault: .rateLimited(.milliseconds(30)), isLasting: false, code: nil, requests: 2, jobs: 1),
        Row(
            name: "429 for ever: rate limited", fault: .rateLimited(.milliseconds(20)), code: .rateLimited,
            requests: 3, jobs: 0),
        Row(
            name: "500 that did nothing", fault: .serverError(status: 500), code: .submissionUncertain,
            requests: 1, jobs: 0),
        Row(
            name: "500 that did it", fault: .serverError(status: 500, applied: true),
            code: .submissionUncertain,
            requests: 1, jobs: 1),
        Row(
            name: "503 with Retry-After: not sent again either",
            fault: .serverError(status: 503, hint: .seconds(1)), code: .submissionUncertain, requests: 1,
            jobs: 0),
        Row(
            name: "504 from the gateway", fault: .serverError(status: 504, applied: true),
            code: .submissionUncertain, requests: 1, jobs: 1),
        Row(
            name: "200 with a web page", fault: .html(status: 200), code: .submissionUncertain, requests: 1,
            jobs: 0),
        Row(
            name: "202 without an id", answer: #"{"status":"queued","progress":0}"#,
            code: .submissionUncertain, requests: 0, jobs: 0, words: "no job id"),
        Row(
            name: "202 with half a JSON", answer: #"{"job_id":"abc","sta"#, code: .submissionUncertain,
            requests: 0,
            jobs: 0, words: "no complete JSON"),
        Row(
            name: "202 with nothing", answer: "", code: .submissionUncertain, requests: 0, jobs: 0),
        Row(
            name: "an answer that is cut", fault: .truncated(at: 10), code: .submissionUncertain, requests: 1,
            jobs: 1),
    ]

    static let broken: [Row] = [
        Row(
            name: "reset before it was done", fault: .dropBefore, code: .submissionUncertain, requests: 1,
            jobs: 0),
        Row(
            name: "reset after it was done", fault: .dropAfter, code: .submissionUncertain, requests: 1,
            jobs: 1),
        Row(
            name: "no answer in time", fault: .hang(applied: true), code: .submissionUncertain, requests: 1,
            jobs: 1),
        Row(
            // A label of more than 63 letters is refused by the resolver itself, without asking a server.
            name: "no such host", address: "https://\(String(repeating: "a", count: 64)).invalid",
            code: .connectionFailed, requests: 0,
            jobs: 0),
        Row(name: "refused connection", address: "refused", code: .connectionFailed, requests: 0, jobs: 0),
    ]

    @Test("ends as the rules say", arguments: refused + answered + broken)
    func row(row: Row) async throws {
        let operation = EmulatorOperation.createJob(.refineLoop)
        let faults = row.fault.map {
            FaultPlan([row.isLasting ? .every(operation, $0) : .call(1, of: operation, $0)])
        }
        let peer = try EmulatorPeer(faults: faults ?? .none) { head, connection in
            guard let answer = row.answer, head.method == "POST", head.target == "/refineloop/jobs" else {
                return false
            }
            try connection.respond(status: 202, headers: ["Content-Type": "application/json"], body: answer)
            return true
        }
        defer { peer.server.stop() }
        let file = try await peer.client().files.upload(.data(SampleXLIFF.data, filename: "a.xlf"))
        let ldx = try client(for: row, peer)

        var failure: ClientError?
        do {
            _ = try await ldx.refineLoop.create(.init(model: "google/gemini-3.5-flash", fileID: file.id))
        } catch let error as ClientError {
            failure = error
        }

        #expect(failure?.code == row.code)
        #expect(
            row.words.isEmpty || failure?.message.contains(row.words) == true, "\(failure?.message ?? "-")")
        let ledger = await peer.hub.ledger
        #expect(ledger.requests(to: operation) == row.requests)
        #expect(ledger.jobsCreated.count == row.jobs)
        if failure?.code == .submissionUncertain {
            #expect(failure?.message.contains("submitting again") == true)
        }
    }

    private func client(for row: Row, _ peer: EmulatorPeer) throws -> LDXHubClient {
        let timeouts =
            row.fault == .hang(applied: true)
            ? TransportTimeouts(idle: .seconds(10), total: .milliseconds(300))
            : TransportTimeouts(idle: .seconds(10))
        let address: String
        switch row.address {
        case nil: return try peer.client(timeouts: timeouts)
        case "refused"?: address = "http://127.0.0.1:\(try WireServer.refusedPort())"
        case let other?: address = other
        }
        return try LDXHubClient(credential: .value("test-key"), baseURL: URL(string: address))
    }

    @Test("was not sent when the peer speaks no TLS")
    func noTLS() async throws {
        let server = try WireServer { connection in
            _ = try connection.read(upTo: 1)
            try connection.respond(status: 400, body: "this port speaks plain HTTP")
        }
        defer { server.stop() }
        let ldx = try LDXHubClient(
            credential: .value("test-key"), baseURL: URL(string: "https://127.0.0.1:\(server.port)"))
        await #expect {
            _ = try await ldx.refineLoop.create(.init(model: "m", fileID: "f"))
        } throws: {
            ($0 as? ClientError)?.code == .connectionFailed
        }
        #expect(server.requests.isEmpty)
    }

    @Test("says where a redirect pointed, without the query, and does not follow it")
    func redirected() async throws {
        let peer = try EmulatorPeer { head, connection in
            guard head.method == "POST", head.target == "/refineloop/jobs" else { return false }
            try connection.respond(
                status: 307, headers: ["Location": "/elsewhere?signature=abc"], body: "moved")
            return true
        }
        defer { peer.server.stop() }
        let ldx = try peer.client()
        await #expect {
            _ = try await ldx.refineLoop.create(.init(model: "m", fileID: "f"))
        } throws: { error in
            let error = error as? ClientError
            return error?.code == .submissionUncertain
                && error?.message.contains("/elsewhere?[redacted]") == true
        }
        #expect(peer.server.requests.map(\.head.target) == ["/refineloop/jobs"])
    }

    @Test("is not sent at all when its task is cancelled before")
    func cancelledBefore() async throws {
        let peer = try EmulatorPeer()
        defer { peer.server.stop() }
        let ldx = try peer.client()
        let isCancelled = Handshake("the task is cancelled")
        let task = Task {
            try await isCancelled.wait()
            return try await ldx.refineLoop.create(.init(model: "m", fileID: "f"))
        }
        task.cancel()
        isCancelled.signal()
        await #expect(throws: CancellationError.self) { _ = try await task.value }
        #expect(peer.server.requests.isEmpty)
    }
}
