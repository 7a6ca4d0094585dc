import Foundation
import LanguageJobs
import LanguageJobsTesting
import Testing

/// A download that is interrupted.
@Suite struct DownloadResumptionTests {
    private static let head: TransportHeaders = ["content-length": "11", "etag": #""v1""#]

    private static func rest(_ range: String, _ body: String = "world", etag: String = #""v1""#) -> Step {
        .answer(206, body, ["content-range": range, "etag": etag])
    }

    @Test("A cut download goes on where it was cut, after a pause, with the file's validator")
    func resumed() async throws {
        let rig = try DownloadRig([.cut(200, ["hel", "lo "], Self.head), Self.rest("bytes 6-10/11")])
        let file = try await rig.download()
        #expect(file.size == 11)
        #expect(try rig.folder.text("out.xlf") == "hello world")
        #expect(rig.ranges == [nil, "bytes=6-"])
        #expect(rig.rig.transport.requests.map { $0.headers["if-match"] } == [nil, #""v1""#])
        #expect(rig.rig.transport.times == [.zero, .milliseconds(250)])
        #expect(rig.progress.current.map(\.completed) == [3, 6, 11])
        #expect(rig.progress.current.map(\.total) == [11, 11, 11])
    }

    @Test("A download that is cut again and again goes on each time")
    func resumedOften() async throws {
        let pieces = ["he", "ll", "o ", "wo", "rl"]
        var steps = [Step.cut(200, [pieces[0]], Self.head)]
        for index in 1..<pieces.count {
            steps.append(
                .cut(206, [pieces[index]], ["content-range": "bytes \(2 * index)-10/11", "etag": #""v1""#]))
        }
        let rig = try DownloadRig(steps + [Self.rest("bytes 10-10/11", "d")]) { $0.maxResumptions = 1 }
        try await rig.download()
        #expect(try rig.folder.text("out.xlf") == "hello world")
        #expect(rig.ranges == [nil, "bytes=2-", "bytes=4-", "bytes=6-", "bytes=8-", "bytes=10-"])
    }

    @Test("A body that ends early without an error is cut as well")
    func endedEarly() async throws {
        let rig = try DownloadRig([.answer(200, "hello ", Self.head), Self.rest("bytes 6-10/11")])
        try await rig.download()
        #expect(try rig.folder.text("out.xlf") == "hello world")
    }

    @Test(
        "Only a strong validator is used",
        arguments: [
            (
                ["etag": #"W/"v1""#, "last-modified": "Sun, 06 Nov 1994 08:49:37 GMT"], nil,
                "Sun, 06 Nov 1994 08:49:37 GMT"
            ),
            (["etag": #""v2""#, "last-modified": "Sun, 06 Nov 1994 08:49:37 GMT"], #""v2""#, nil),
            ([:], nil, nil),
        ] as [(TransportHeaders, String?, String?)])
    func validators(headers: TransportHeaders, match: String?, unmodified: String?) async throws {
        let rig = try DownloadRig([
            .cut(200, ["hello "], headers), .answer(206, "world", ["content-range": "bytes 6-10/*"]),
        ])
        try await rig.download()
        let sent = try #require(rig.rig.transport.requests.last)
        #expect(sent.headers["if-match"] == match)
        #expect(sent.headers["if-unmodified-since"] == unmodified)
    }

    @Test("A server that sends the whole file instead of the rest is taken at its word")
    func wholeAgain() async throws {
        let rig = try DownloadRig([
            .cut(200, ["hello "], Self.head), .answer(200, "HELLO WORLD!", ["content-length": "12"]),
        ])
        #expect(try await rig.download().size == 12)
        #expect(try rig.folder.text("out.xlf") == "HELLO WORLD!")
        #expect(rig.progress.current.map(\.completed) == [6, 12])
    }

    @Test("A shorter file instead of the rest leaves nothing of the longer part", arguments: [200, 412, 416])
    func shorterAgain(status: Int) async throws {
        let steps: [Step] = status == 200 ? [.answer(200, "hey")] : [.answer(status), .answer(200, "hey")]
        let rig = try DownloadRig([.cut(200, ["hello "], Self.head)] + steps)
        #expect(try await rig.download().size == 3)
        #expect(try rig.folder.text("out.xlf") == "hey")
    }

    @Test("A file that is another by now, or too short, is fetched anew", arguments: [412, 416])
    func anew(status: Int) async throws {
        let rig = try DownloadRig([
            .cut(200, ["hello "], Self.head), .answer(status), .answer(200, "other", ["etag": #""v2""#]),
        ])
        try await rig.download()
        #expect(try rig.folder.text("out.xlf") == "other")
        #expect(rig.ranges == [nil, "bytes=6-", nil])
        #expect(rig.rig.transport.requests.map { $0.headers["if-match"] } == [nil, #""v1""#, nil])
    }

    @Test("A precondition that fails although there was none is an error", arguments: [412, 416])
    func withoutReason(status: Int) async throws {
        let rig = try DownloadRig([.answer(status)])
        let error = try await rig.failure()
        #expect(error.status == status)
        #expect(rig.ranges == [nil])
    }

    @Test(
        "Another part than was asked for, or of another file, is refused",
        arguments: [
            rest("bytes 5-10/11"), rest("bytes 7-10/11"), rest("bytes 0-10/11"), rest("bytes 6-10/12"),
            rest("bytes */11"), rest("6-10/11"), rest("items 6-10/11"), rest("bytes 6-x/11"),
            .answer(206, "world"),
            rest("bytes 6-10/11", etag: #""v2""#),
        ])
    func wrongPart(step: Step) async throws {
        let rig = try DownloadRig([.cut(200, ["hello "], Self.head), step])
        let error = try await rig.failure()
        #expect(error.code == .unexpectedResponse)
        #expect(error.status == 206)
        #expect(try rig.folder.names == [])
    }

    @Test("A part that nobody asked for is refused, unless it is the whole")
    func unasked() async throws {
        let part = try DownloadRig([.answer(206, "world", ["content-range": "bytes 6-10/11"])])
        #expect(try await part.failure().code == .unexpectedResponse)
        let whole = try DownloadRig([.answer(206, "hello", ["content-range": "bytes 0-4/5"])])
        #expect(try await whole.download().size == 5)
    }

    @Test("Cut without a byte more, a download is given up after so many times", arguments: [0, 1, 5])
    func givenUp(resumptions: Int) async throws {
        let rig = try DownloadRig(
            [.cut(200, ["hello "], Self.head)],
            then: .cut(206, [], ["content-range": "bytes 6-10/11", "etag": #""v1""#])
        ) { $0.maxResumptions = resumptions }
        let error = try await rig.failure()
        #expect(error.code == .connectionLost)
        #expect((error.underlying as? TransportFailure)?.reason == .connectionLost)
        #expect(rig.ranges.count == resumptions + 1)
        #expect(try rig.folder.names == [])
    }

    @Test("A server that begins anew each time, and never gets farther, is given up", arguments: [200, 412])
    func neverFarther(status: Int) async throws {
        let count = SendableBox(0)
        let rig = try DownloadRig(
            [],
            then: Step { request, _ in
                if status == 412, request.headers["range"] != nil { return TransportResponse(status: 412) }
                // Seven bytes, five, seven, five: each second time is more than the time before.
                let isOdd = count.withLock {
                    $0 += 1; return !$0.isMultiple(of: 2)
                }
                let rest = SendableBox([String(repeating: "x", count: isOdd ? 7 : 5)])
                return TransportResponse(
                    status: 200, headers: Self.head,
                    body: TransportStream {
                        guard count.current < 100, let chunk = rest.withLock({ $0.popLast() }) else {
                            throw TransportFailure(
                                count.current < 100 ? .connectionLost : .refused, "The body broke off.")
                        }
                        return chunk.data
                    })
            })
        let error = try await rig.failure()
        #expect(error.code == .connectionLost)
        #expect(count.current == 6)
        #expect(try rig.folder.names == [])
    }

    @Test("The pauses grow while nothing comes, and begin anew after a byte")
    func pauses() async throws {
        let nothing = Step.cut(206, [], ["content-range": "bytes 6-10/11"])
        let rig = try DownloadRig([
            .cut(200, ["hello "], Self.head), nothing, nothing,
            .cut(206, ["w"], ["content-range": "bytes 6-10/11"]),
            .answer(206, "orld", ["content-range": "bytes 7-10/11"]),
        ])
        try await rig.download()
        #expect(
            rig.rig.transport.times == [
                .zero, .milliseconds(250), .milliseconds(750), .milliseconds(1_750), .seconds(2),
            ])
    }

    @Test("A request of the rest that fails is retried as any reading call")
    func retriedRest() async throws {
        let rig = try DownloadRig([
            .cut(200, ["hello "], Self.head), .answer(503), .fail(.cannotConnect), Self.rest("bytes 6-10/11"),
        ])
        try await rig.download()
        #expect(try rig.folder.text("out.xlf") == "hello world")
        #expect(rig.ranges == [nil, "bytes=6-", "bytes=6-", "bytes=6-"])
    }

    @Test(
        "A failure that does not pass is not resumed",
        arguments: [TransportFailure.Reason.storageFull, .tlsFailed])
    func permanent(reason: TransportFailure.Reason) async throws {
        let rig = try DownloadRig([.cut(200, ["hello "], Self.head, then: reason)])
        let error = try await rig.failure()
        #expect((error.underlying as? TransportFailure)?.reason == reason)
        #expect(error.operation == "files.content")
        #expect(try rig.folder.names == [])
    }

    @Test("An error of another kind in mid-body is a client error as well, and leaves nothing")
    func strange() async throws {
        struct Mishap: Error {}
        let rig = try DownloadRig([
            Step { _, _ in TransportResponse(status: 200, body: TransportStream { throw Mishap() }) }
        ])
        let error = try await rig.failure()
        #expect(error.code == .connectionLost)
        #expect(error.operation == "files.content")
        #expect(try rig.folder.names == [])
    }

    @Test("A cancelled download stops at once and leaves nothing", arguments: [false, true])
    func cancelled(isHonest: Bool) async throws {
        let rig = try DownloadRig([
            Step { _, time in
                let rest = SendableBox(["hello "])
                return TransportResponse(
                    status: 200,
                    body: TransportStream {
                        if let chunk = rest.withLock({ $0.popLast() }) { return chunk.data }
                        do { try await time.sleep(until: .seconds(60)) } catch {
                            throw isHonest ? error : TransportFailure(.connectionLost, "cancelled, really")
                        }
                        return nil
                    })
            }
        ])
        let time = rig.rig.time
        await #expect(throws: CancellationError.self) {
            try await time.run {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { _ = try await rig.unclocked(to: rig.folder.file("out.xlf")) }
                    try await time.sleep(until: .seconds(5))
                    #expect(try rig.folder.names.count == 1)
                    group.cancelAll()
                    try await group.waitForAll()
                }
            }
        }
        #expect(time.now == .seconds(5))
        #expect(try rig.folder.names == [])
    }
}
