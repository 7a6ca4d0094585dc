import Dispatch
import Foundation
import LDXHub
import LanguageJobsTesting
import TestSupport

/// The emulator behind a real socket, and a client of it over URLSession.
///
/// What the fault plan breaks is a connection that is reset. A test may answer a request in the emulator's place.
struct EmulatorPeer: Sendable {
    /// An answer in the emulator's place, `nil` to let it answer.
    typealias Intercept = @Sendable (WireHead, inout WireConnection) throws -> Bool

    let hub: LDXHubEmulator
    let server: WireServer

    init(
        plan: LDXHubPlan = LDXHubPlan(jobs: .immediate), faults: FaultPlan = .none,
        intercept: @escaping Intercept = { _, _ in false }
    ) throws {
        let hub = LDXHubEmulator(plan: plan, faults: faults)
        self.hub = hub
        server = try Self.serve(hub, intercept: intercept)
    }

    /// Any emulator behind a real socket.
    static func serve(
        _ emulator: any ServiceEmulator, intercept: @escaping Intercept = { _, _ in false }
    ) throws -> WireServer {
        try WireServer { connection in
            while let head = try connection.readHead() {
                let body = try connection.readBody(of: head)
                if try intercept(head, &connection) { continue }
                let answer = try Self.wait(&connection) { try await Self.answer(head, body, emulator) }
                guard let answer else {
                    connection.reset()
                    return
                }
                try connection.write(answer)
            }
        }
    }

    func client(
        retry: RetryPolicy = RetryPolicy(maxAttempts: 3, baseDelay: .milliseconds(20)),
        timeouts: TransportTimeouts = .init(idle: .seconds(10)), transport: (any HTTPTransport)? = nil
    ) throws -> LDXHubClient {
        try LDXHubClient(
            credential: .value("test-key"), baseURL: try server.url("/"),
            configuration: ClientConfiguration(retry: retry, timeouts: timeouts), transport: transport)
    }

    /// The whole answer as bytes, `nil` when the fault plan breaks the connection.
    private static func answer(
        _ head: WireHead, _ body: Data, _ emulator: any ServiceEmulator
    ) async throws -> Data {
        let parts = head.target.split(separator: "?", maxSplits: 1).map(String.init)
        var headers = TransportHeaders()
        for field in head.fields { headers.append(field.name, field.value) }
        var request = EmulatorRequest(
            TransportMethod(rawValue: head.method), path: parts[0], query: parts.count > 1 ? parts[1] : nil,
            headers: headers, body: TransportStream(body))
        request.origin = headers["host"].flatMap { URL(string: "http://\($0)") }.flatMap { Origin($0) }
        let response = try await emulator.respond(to: request)
        let content = try await response.body.collect(upTo: 256 << 20)
        var text = "HTTP/1.1 \(response.status) \r\n"
        for field in response.headers.fields where field.name.lowercased() != "content-length" {
            text += "\(field.name): \(field.value)\r\n"
        }
        return Data("\(text)Content-Length: \(content.count)\r\n\r\n".utf8) + content
    }

    /// Runs async work from the blocking style of a script, on whose own thread nothing else waits; a peer that
    /// hangs up cancels it.
    private static func wait(
        _ connection: inout WireConnection, for work: @escaping @Sendable () async throws -> Data
    ) throws -> Data? {
        let result = SendableBox<Data?>(nil)
        let done = DispatchSemaphore(value: 0)
        let task = Task {
            result.exchange(try? await work())
            done.signal()
        }
        while done.wait(timeout: .now()) == .timedOut {
            guard try connection.waitForPeerClose(within: .milliseconds(2)) else { continue }
            task.cancel()
            done.wait()
        }
        return result.current
    }
}
