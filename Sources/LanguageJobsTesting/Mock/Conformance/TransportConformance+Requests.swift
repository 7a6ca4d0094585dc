import Foundation
import LanguageJobs

extension TransportConformance {
    /// What arrives is what was to be sent.
    static let requests: [Check] = [
        Check("Every method is sent as it is") { run in
            for method in [TransportMethod.get, .head, .post, .put, .patch, .delete] {
                let (response, _) = try await run.exchange(run.request(method, "/echo"))
                let seen = response.headers["X-Method"]
                try run.expect(seen == method.rawValue, "\(method) arrived as \(seen ?? "nothing")")
            }
        },
        Check("Path and query arrive with their percent escapes, in their order") { run in
            let target = "/echo/a%20b%2Fc?x=1&y=%C3%A9%26&x=2"
            let echo = try await run.echo(run.request(.get, target, isCounted: false))
            try run.expect(echo.target == target, "\(target) arrived as \(echo.target)")
        },
        Check("Header fields arrive, repeated ones too, and no content type is added") { run in
            var request = try run.request(.post, "/echo", body: .bytes(pattern(10)))
            request.headers = ["Authorization": "Bearer key", "X-Empty": "", "X-List": "1"]
            request.headers.append("X-List", "2")
            let echo = try await run.echo(request)
            try run.expect(
                echo.value("authorization") == "Bearer key", "Authorization: \(echo.shown("authorization"))")
            try run.expect(echo.value("x-empty") == "", "X-Empty: \(echo.shown("x-empty"))")
            let list = echo.value("x-list")?.replacingOccurrences(of: " ", with: "")
            try run.expect(list == "1,2", "X-List: \(echo.shown("x-list"))")
            try run.expect(echo.value("content-type") == nil, "Content-Type: \(echo.shown("content-type"))")
        },
        Check("No cookie is kept") { run in
            for _ in 1...2 {
                let echo = try await run.echo(run.request(.get, "/echo"))
                try run.expect(echo.value("cookie") == nil, "the peer's cookie came back to it")
            }
        },
        Check("A request without a body has none") { run in
            for method in [TransportMethod.get, .post] {
                let echo = try await run.echo(run.request(method, "/echo"))
                try run.expect(echo.bodyLength == 0, "\(method) had a body of \(echo.bodyLength) bytes")
            }
        },
        Check("Bytes, files and streams arrive whole and with their length, and can be sent again") { run in
            for count in [1, 100_000, 3_000_000] {
                let data = pattern(count)
                let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
                try data.write(to: file)
                defer { try? FileManager.default.removeItem(at: file) }
                let stream = TransportBody.stream(length: Int64(count)) { TransportStream(inPieces: data) }
                for (kind, body) in [
                    ("bytes", TransportBody.bytes(data)), ("a file", .file(file)), ("a stream", stream),
                ] {
                    for _ in 1...2 {
                        let echo = try await run.echo(run.request(.put, "/echo", body: body))
                        try run.expect(
                            echo.bodyLength == count && echo.bodyIsPattern,
                            "\(kind) of \(count) bytes arrived as \(echo.bodyLength) bytes, not the same ones"
                        )
                        try run.expect(
                            echo.value("content-length") == "\(count)",
                            "\(kind) of \(count) bytes came with the length \(echo.shown("content-length"))")
                    }
                }
            }
        },
        Check("Upload progress never goes back and ends with the whole") { run in
            let steps = SendableBox<[TransferProgress]>([])
            var request = try run.request(.post, "/echo", body: .bytes(pattern(2_000_000)))
            request.onUploadProgress = { step in steps.withLock { $0.append(step) } }
            _ = try await run.echo(request)
            let completed = steps.current.map(\.completed)
            try run.expect(completed == completed.sorted(), "progress went back")
            try run.expect(
                completed.last == 2_000_000, "the last progress was \(completed.last ?? 0) of 2000000 bytes")
        },
        Check("Twenty requests at once are all answered, with their own answers") { run in
            try await withThrowingTaskGroup { group in
                for number in 0..<20 {
                    group.addTask {
                        let target = "/echo/\(number)"
                        let echo = try await run.echo(run.request(.get, target, isCounted: false))
                        try run.expect(echo.target == target, "\(target) got the answer of \(echo.target)")
                    }
                }
                try await group.waitForAll()
            }
        },
        Check("Long polls that are held back keep no other request waiting") { run in
            try await withThrowingTaskGroup { group in
                for _ in 0..<20 {
                    group.addTask {
                        var poll = try run.request(.get, "/hang")
                        poll.isLongPoll = true
                        _ = try await run.transport.send(poll)
                    }
                }
                let log = try await run.log(requests: 20)
                try run.expect(log.requests == 20, "\(log.requests) of 20 long polls arrived")
                let (response, _) = try await run.exchange(run.request(.get, "/status/200", isCounted: false))
                try run.expect(response.status == 200, "status \(response.status)")
                group.cancelAll()
                while let result = await group.nextResult() {
                    guard case .failure(let error) = result else {
                        throw run.finding("a hanging request was answered")
                    }
                    try run.expect(error is CancellationError, "expected CancellationError, got \(error)")
                }
            }
        },
    ]
}

extension TransportConformance.Echo {
    /// The values of a name, joined as RFC 9110 allows it; `nil` when there is none.
    fileprivate func value(_ name: String) -> String? {
        let values = headers.filter { $0.name.lowercased() == name }.map(\.value)
        return values.isEmpty ? nil : values.joined(separator: ", ")
    }

    fileprivate func shown(_ name: String) -> String { value(name) ?? "nothing" }
}

extension TransportStream {
    /// The data in pieces of different sizes.
    fileprivate init(inPieces data: Data) {
        let rest = SendableBox(data)
        let next = SendableBox(1)
        self.init {
            let size = next.withLock { size in
                defer { size = size * 7 % 65_537 }
                return size
            }
            return rest.withLock { rest -> Data? in
                guard !rest.isEmpty else { return nil }
                defer { rest = Data(rest.dropFirst(size)) }
                return Data(rest.prefix(size))
            }
        }
    }
}
