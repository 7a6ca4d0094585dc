import Foundation
import LanguageJobs
import LanguageJobsTesting
import Testing

/// What one call sends, and what it can do differently from its client.
@Suite struct CallTests {
    @Test("A request has the endpoint's method, address, body and fields, and ours")
    func request() async throws {
        let rig = try Rig([.thing()])
        let endpoint = try Thing.endpoint(.repeatable) {
            $0.query = [("wait", "10"), ("q", "a&b=c d")]
            try $0.setBody(json: Thing(id: "ä"))
        }
        _ = try await rig.send(endpoint)
        let sent = try #require(rig.transport.requests.first)
        #expect(sent.method == .post)
        #expect(sent.url.absoluteString == "https://api.example.com/v1/things?wait=10&q=a%26b%3Dc%20d")
        #expect(sent.headers["content-type"] == "application/json")
        #expect(sent.headers["accept"] == "application/json")
        #expect(sent.headers["user-agent"]?.hasPrefix("swift-language-jobs/") == true)
        #expect(sent.headers["authorization"] == "Bearer \(TestClient.key)")
        guard case .bytes(let body) = sent.body else {
            Issue.record("The body is \(sent.body)")
            return
        }
        #expect(String(decoding: body, as: UTF8.self) == #"{"id":"ä"}"#)
    }

    @Test("A call's own fields beat the client's, and those beat the endpoint's")
    func headerPrecedence() async throws {
        let rig = try Rig([.thing(), .thing()]) {
            $0.headers = ["X-A": "client", "x-b": "client", "x-c": "client"]
        }
        let endpoint = Thing.endpoint(.safe) { $0.headers = ["x-a": "endpoint", "x-d": "endpoint"] }
        _ = try await rig.send(endpoint, options: CallOptions(headers: ["X-B": "call", "ACCEPT": "x/y"]))
        _ = try await rig.send(endpoint)
        let sent = rig.transport.requests.map(\.headers)
        #expect(sent.map { $0["x-a"] } == ["client", "client"])
        #expect(sent.map { $0["x-b"] } == ["call", "client"])
        #expect(sent.map { $0["x-c"] } == ["client", "client"])
        #expect(sent.map { $0["x-d"] } == ["endpoint", "endpoint"])
        #expect(sent.map { $0.values(for: "accept") } == [["x/y"], ["application/json"]])
    }

    @Test("A call's own timeouts and retries replace the client's")
    func ownPolicies() async throws {
        let rig = try Rig([.answer(503), .thing()]) {
            $0.timeouts = TransportTimeouts(idle: .seconds(11), total: .seconds(22))
        }
        let error = try await rig.failure(
            of: Thing.endpoint(.safe),
            options: CallOptions(timeouts: .init(idle: .seconds(1), total: .seconds(2)), retry: .never))
        #expect(error.code == .serviceFailed)
        _ = try await rig.send(Thing.endpoint(.safe))
        #expect(
            rig.transport.requests.map(\.timeouts) == [
                .init(idle: .seconds(1), total: .seconds(2)), .init(idle: .seconds(11), total: .seconds(22)),
            ])
    }

    @Test("A long poll's timeouts leave room for the wait; a total that the call sets is kept")
    func wait() async throws {
        let rig = try Rig([.thing(), .thing()]) {
            $0.timeouts = TransportTimeouts(idle: .seconds(11), total: .seconds(22))
        }
        let endpoint = Thing.endpoint(.safe) { $0.wait = .seconds(10) }
        _ = try await rig.send(endpoint)
        _ = try await rig.send(
            endpoint, options: CallOptions(timeouts: .init(idle: .seconds(1), total: .seconds(2))))
        #expect(
            rig.transport.requests.map(\.timeouts) == [
                .init(idle: .seconds(21), total: .seconds(32)), .init(idle: .seconds(11), total: .seconds(2)),
            ])
        #expect(rig.transport.requests.map(\.isLongPoll) == [true, true])
    }

    @Test("A success tells its status, fields, request id and attempts; a failure does not")
    func onResponse() async throws {
        let answers = SendableBox<[ResponseMetadata]>([])
        let options = CallOptions.with { $0.onResponse = { m in answers.withLock { $0.append(m) } } }
        let rig = try Rig([
            .answer(503), .answer(201, #"{"id":"t"}"#, ["X-Request-ID": "r-1", "x-credits": "7"]),
            .answer(404), .answer(200, "no json"),
        ])
        _ = try await rig.send(Thing.endpoint(.safe), options: options)
        _ = try await rig.failure(of: Thing.endpoint(.safe), options: options)
        _ = try await rig.failure(of: Thing.endpoint(.safe), options: options)
        #expect(answers.current.count == 1)
        #expect(answers.current.first?.status == 201)
        #expect(answers.current.first?.requestID == "r-1")
        #expect(answers.current.first?.attempts == 2)
        #expect(answers.current.first?.headers["X-Credits"] == "7")
    }

    @Test("Upload progress goes to the transport")
    func progress() async throws {
        let seen = SendableBox<[TransferProgress]>([])
        let rig = try Rig([
            Step { request, _ in
                request.onUploadProgress?(TransferProgress(completed: 1, total: 2))
                return TransportResponse(status: 200, body: TransportStream(#"{"id":"t"}"#.data))
            }
        ])
        _ = try await rig.send(
            Thing.endpoint(.repeatable) { $0.onUploadProgress = { p in seen.withLock { $0.append(p) } } })
        #expect(seen.current == [TransferProgress(completed: 1, total: 2)])
    }

    @Test(
        "A field that would inject another is refused, and nothing is sent",
        arguments: [
            ["x-tag": "a\r\nx-evil: 1"], ["x-tag": "a\nb"], ["x-tag": "a\rb"], ["x-tag": "a\0b"],
            ["x tag": "a"], ["x-tag:": "a"], ["": "a"], ["x-täg": "a"], ["x-tag\r\nx-evil": "1"],
        ] as [TransportHeaders])
    func injection(headers: TransportHeaders) async throws {
        let rig = try Rig([])
        let error = try await rig.failure(of: Thing.endpoint(.safe), options: CallOptions(headers: headers))
        #expect(error.code == .invalidRequest)
        let configured = try Rig([]) { $0.headers = headers }
        let other = try await configured.failure(of: Thing.endpoint(.once))
        #expect(other.code == .invalidRequest)
    }

    @Test("A body that is streamed is given as it comes, and a failing answer is an error")
    func open() async throws {
        let rig = try Rig([.cut(200, ["ab", "cd"]), .answer(404)])
        let endpoint = Endpoint<Void>("thing.open", .get, ["things"], .safe, decode: { _, _ in })
        let (text, failure) = try await rig.time.run {
            let (metadata, body) = try await rig.client.open(endpoint)
            #expect(metadata.status == 200)
            var text = ""
            var failure: (any Error)?
            do {
                for try await chunk in body { text += String(decoding: chunk, as: UTF8.self) }
            } catch {
                failure = error
            }
            return (text, failure)
        }
        #expect(text == "abcd")
        #expect((failure as? TransportFailure)?.reason == .connectionLost)
        let error = try await clientError { try await rig.time.run { try await rig.client.open(endpoint) } }
        #expect(error.code == .notFound)
        #expect(rig.transport.requests.map(\.responseLimit) == [nil, nil])
    }

    @Test("The options can watch the upload of a call that offers no watching of its own")
    func uploadProgress() async throws {
        let reports = SendableBox<[TransferProgress]>([])
        let rig = try Rig([
            Step { request, _ in
                request.onUploadProgress?(TransferProgress(completed: 3, total: 9))
                return TransportResponse(status: 200, body: TransportStream(Data(#"{"id":"t"}"#.utf8)))
            }
        ])
        let options = CallOptions(onUploadProgress: { report in reports.withLock { $0.append(report) } })
        _ = try await rig.send(Thing.endpoint(.repeatable), options: options)
        #expect(reports.current == [TransferProgress(completed: 3, total: 9)])
    }
}
