import Foundation
import LanguageJobs

extension TransportConformance {
    /// What comes back is what was answered.
    static let answers: [Check] = [
        Check("Every status is an answer") { run in
            for status in [200, 201, 202, 400, 401, 403, 404, 409, 413, 422, 429, 500, 502, 503, 504] {
                let (response, body) = try await run.exchange(run.request(.get, "/status/\(status)"))
                let text = String(decoding: body, as: UTF8.self)
                try run.expect(
                    response.status == status && text == "status \(status)",
                    "status \(status) came as \(response.status) with the body “\(text)”")
            }
            for status in [204, 304] {
                let (response, body) = try await run.exchange(run.request(.get, "/status/\(status)"))
                try run.expect(
                    response.status == status && body.isEmpty,
                    "status \(status) came as \(response.status) with \(body.count) bytes")
            }
        },
        Check("A redirect is an answer; nobody follows it") { run in
            for status in [301, 302, 303, 307, 308] {
                for method in [TransportMethod.get, .post] {
                    let request = try run.request(method, "/redirect/\(status)")
                    let (response, _) = try await run.exchange(request)
                    try run.expect(response.status == status, "\(status) came as \(response.status)")
                    try run.expect(
                        response.headers["location"] == "/echo?id=\(run.id)-followed",
                        "the location came as \(response.headers["location"] ?? "nothing")")
                }
            }
            let followed = try await run.log(of: run.id + "-followed").requests
            try run.expect(followed == 0, "\(followed) redirects were followed")
        },
        Check("A body arrives whole, however its end is told") { run in
            for count in [0, 1, 65_536, 5_000_000] {
                for path in ["bytes", "chunks", "until-close"] {
                    let (response, body) = try await run.exchange(run.request(.get, "/\(path)/\(count)"))
                    try run.expect(response.status == 200, "status \(response.status)")
                    try run.expect(
                        body == pattern(count), "/\(path)/\(count) came as \(body.count) other bytes")
                }
            }
        },
        Check("The answer is there with its head, the body is streamed") { run in
            var request = try run.request(.get, "/stall/1000")
            request.timeouts.idle = .seconds(5)
            let response = try await run.transport.send(request)
            try run.expect(response.status == 200, "status \(response.status)")
            var body = Data()
            for try await chunk in response.body {
                body.append(chunk)
                if body.count == 1_000 { break }
            }
            try run.expect(body == pattern(1_000), "other bytes came")
        },
        Check("Letting go of a body gives up its transfer") { run in
            let first = try await firstChunk(run, "/stall/1000")
            try run.expect(first?.first == 0, "no body came")
            let log = try await run.log(closed: 1)
            try run.expect(log.closed == 1, "the connection stayed open")
        },
        Check("A body beyond the limit is a failure, one of just the limit is not") { run in
            for path in ["bytes", "chunks"] {
                var request = try run.request(.get, "/\(path)/100000")
                request.responseLimit = 100_000
                let (_, body) = try await run.exchange(request)
                try run.expect(body.count == 100_000, "of /\(path)/100000 came \(body.count) bytes")
                request.responseLimit = 99_999
                try await run.expectFailure(.responseTooLarge, of: request)
            }
        },
        Check("An answer that comes before the request's body is read is an answer") { run in
            let request = try run.request(.post, "/early", body: .bytes(pattern(2_000_000)))
            let response = try await run.transport.send(request)
            try run.expect(response.status == 413, "status 413 came as \(response.status)")
        },
    ]

    /// The first chunk of an answer that is then let go of.
    private static func firstChunk(_ run: ConformanceRun, _ path: String) async throws -> Data? {
        var chunks = try await run.transport.send(run.request(.get, path)).body.makeAsyncIterator()
        return try await chunks.next()
    }
}
