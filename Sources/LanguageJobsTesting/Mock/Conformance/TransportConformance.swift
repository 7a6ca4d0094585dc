public import Foundation
public import LanguageJobs

/// Checks that tell whether a transport keeps the contract of `HTTPTransport`, against a peer on a real socket.
///
/// ```swift
/// @Test("It conforms", arguments: TransportConformance.checks)
/// func conforms(check: TransportConformance.Check) async throws {
///     try await check.run(on: MyTransport(), peer: peer.url)
/// }
/// ```
/// The checks don't measure memory and don't speak TLS.
///
/// **The peer** is yours: a server on plain HTTP/1.1 that serves many connections at once and knows these paths. A
/// request with a query item `id` is counted under it, as soon as it is read to its end: one that came in part can't
/// have been applied. `/deaf` counts heads.
///
/// | path | what the peer does |
/// |---|---|
/// | `/status/{n}` | answers with that status and, where the status allows one, the body `status {n}` |
/// | `/redirect/{n}` | answers with that status and the `Location` `/echo?id={id}-followed` |
/// | `/echo…` | reads the body, answers with the JSON of ``Echo``, the method as `X-Method`, `Set-Cookie: peer=1` |
/// | `/bytes/{n}` | answers with n bytes, byte i being i modulo 251, and their length |
/// | `/chunks/{n}` | the same bytes, chunked |
/// | `/until-close/{n}` | the same bytes, ended by the close of the connection |
/// | `/drip/{n}` | the same bytes, chunked, one every tenth of a second |
/// | `/stall/{n}` | announces one byte more, sends n, then waits for the transport to close |
/// | `/truncated/{n}` | announces one byte more, sends n, then closes |
/// | `/truncated-chunks/{n}` | sends n bytes chunked, then closes without the last chunk |
/// | `/hang` | reads the request, then waits for the transport to close |
/// | `/deaf` | reads the head only, then waits for 5 seconds, then reads on up to the transport's close |
/// | `/early` | answers with status 413 and a body before it reads the request's, then as `/hang` |
/// | `/refused` | answers with an address where nobody listens, such as `http://127.0.0.1:9/` |
/// | `/reset`, `/close` | reads the request, then resets or closes the connection |
/// | `/garbage` | reads the request, answers what is no HTTP, then closes |
/// | `/log/{id}` | answers with the JSON of ``Log``, as soon as its numbers are at least those in the query items `requests` and `closed`, or after 5 seconds |
public enum TransportConformance {
    /// One rule of the contract, as a sentence.
    public struct Check: Sendable, CustomStringConvertible {
        /// The rule.
        public let name: String
        let body: @Sendable (ConformanceRun) async throws -> Void

        init(_ name: String, _ body: @escaping @Sendable (ConformanceRun) async throws -> Void) {
            self.name = name
            self.body = body
        }

        /// The rule.
        public var description: String { name }

        /// Checks a transport.
        ///
        /// - Parameters:
        ///   - transport: The transport, which may be used by several checks at once.
        ///   - peer: The address of the peer, such as `http://127.0.0.1:8080`.
        ///   - limit: How long the check may take; most need milliseconds, a few some seconds. Default: a minute.
        /// - Throws: ``Violation`` when the transport breaks the rule or takes too long; it is left behind then.
        public func run(
            on transport: any HTTPTransport, peer: URL, within limit: Duration = .seconds(60)
        ) async throws {
            let outcome = FirstResult<Void>()
            let run = ConformanceRun(rule: name, transport: transport, peer: peer)
            // Unstructured, to get away from a transport that ignores the cancellation.
            let checking = Task {
                do {
                    outcome.settle(.success(try await body(run)))
                } catch {
                    outcome.settle(.failure(run.violation(error)))
                }
            }
            let timing = Task {
                try await Task.sleep(for: limit)
                outcome.settle(.failure(Violation(rule: name, finding: "no result within \(limit.text)")))
            }
            defer {
                checking.cancel()
                timing.cancel()
            }
            try await outcome.value
        }
    }

    /// A rule that a transport breaks, and how.
    public struct Violation: Error, Sendable, CustomStringConvertible {
        /// The rule.
        public let rule: String
        /// What was seen instead.
        public let finding: String

        /// Rule and finding.
        public var description: String { "\(rule): \(finding)" }
    }

    /// What the peer's `/echo` answers.
    public struct Echo: Codable, Sendable, Equatable {
        /// A header field of the request.
        public struct Field: Codable, Sendable, Equatable {
            /// Its name as it came.
            public var name: String
            /// Its value.
            public var value: String

            /// Makes a field.
            public init(name: String, value: String) {
                self.name = name
                self.value = value
            }
        }

        /// The method as it came.
        public var method: String
        /// Path and query as they came.
        public var target: String
        /// The header fields in their order.
        public var headers: [Field]
        /// The number of the body's bytes.
        public var bodyLength: Int
        /// Whether its bytes are those of ``TransportConformance/pattern(_:)``.
        public var bodyIsPattern: Bool

        /// Makes an echo.
        public init(
            method: String, target: String, headers: [Field], bodyLength: Int, bodyIsPattern: Bool
        ) {
            self.method = method
            self.target = target
            self.headers = headers
            self.bodyLength = bodyLength
            self.bodyIsPattern = bodyIsPattern
        }
    }

    /// What the peer's `/log/{id}` answers.
    public struct Log: Codable, Sendable, Equatable {
        /// How many requests came with this id.
        public var requests: Int
        /// For how many of them the transport closed the connection while the peer waited for it.
        public var closed: Int

        /// Makes a log.
        public init(requests: Int, closed: Int) {
            self.requests = requests
            self.closed = closed
        }
    }

    /// The bytes that peer and checks send: byte i is i modulo 251.
    public static func pattern(_ count: Int) -> Data {
        let period = Data(0...250)
        var bytes = Data(capacity: count + period.count)
        repeat { bytes.append(bytes.isEmpty ? period : bytes) } while bytes.count < count
        return bytes.prefix(count)
    }

    /// All checks.
    public static let checks: [Check] = requests + answers + failures + cancellation + timeouts
}
