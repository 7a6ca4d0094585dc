import Foundation
import LanguageJobs
import TestSupport
import Testing

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

@Suite("What the URLSession transport puts on the wire", .timeLimit(.minutes(1)))
struct RequestShapeTests {
    @Test("A GET carries its own fields, and of the HTTP stack's only Host and Accept-Encoding")
    func ownFieldsOnly() async throws {
        let server = try WireServer.answering("ok")
        defer { server.stop() }
        let request = TransportRequest(
            .get, try server.url("/files?limit=2&q=%20"), headers: ["User-Agent": "me/1", "X-Api-Key": "k"])
        let response = try await URLSessionTransport().send(request)
        #expect(response.status == 200)
        #expect(try await response.body.collect(upTo: 10) == Data("ok".utf8))
        let seen = try await server.request(at: 0).head
        #expect(seen.target == "/files?limit=2&q=%20")
        #expect(seen.values(for: "User-Agent") == ["me/1"])
        #expect(seen.values(for: "X-Api-Key") == ["k"])
        let names = Set(seen.fields.map { $0.name.lowercased() })
        #expect(names == ["host", "accept-encoding", "user-agent", "x-api-key"])
        #expect(server.failures == [])
    }

    @Test("A request's own spelling of what the HTTP stack would add is sent instead")
    func ownSpelling() async throws {
        let server = try WireServer.answering("ok")
        defer { server.stop() }
        let own: TransportHeaders = [
            "User-Agent": "me/1", "Accept": "application/json", "Accept-Language": "ja, de;q=0.5",
            "Accept-Encoding": "identity",
        ]
        _ = try await URLSessionTransport().send(TransportRequest(.get, try server.url(), headers: own))
        let seen = try await server.request(at: 0).head
        for field in own.fields { #expect(seen.values(for: field.name) == [field.value]) }
    }

    @Test("A repeated name is sent once, with its values in one list; an empty value stays empty")
    func repeatedNames() async throws {
        let server = try WireServer.answering("ok")
        defer { server.stop() }
        var request = TransportRequest(.get, try server.url())
        request.headers.append("X-Tag", "a")
        request.headers.append("x-tag", " b ")
        request.headers.append("X-None", "")
        _ = try await URLSessionTransport().send(request)
        let seen = try await server.request(at: 0).head
        #expect(seen.values(for: "X-Tag") == ["a, b"])
        #expect(seen.values(for: "X-None") == [""])
    }

    enum Form: String, CaseIterable, CustomTestStringConvertible {
        case none, smallBytes, largeBytes, smallFile, largeFile, smallStream, largeStream, emptyStream
        var testDescription: String { rawValue }

        var size: Int {
            switch self {
            case .none, .emptyStream: 0
            case .smallBytes, .smallFile, .smallStream: 300
            case .largeBytes, .largeFile, .largeStream: 3_000_001
            }
        }

        func body(_ folder: TestFolder) throws -> TransportBody {
            let size = size
            switch self {
            case .none: return .empty
            case .smallBytes, .largeBytes: return .bytes(Pattern.bytes(0..<size))
            case .smallFile, .largeFile: return .file(try folder.file("body", size: size))
            case .smallStream, .largeStream, .emptyStream:
                return .stream(length: Int64(size)) { .pattern(size) }
            }
        }
    }

    @Test(
        "Every body is framed by its length alone, complete, and without a content type",
        arguments: Form.allCases)
    func oneFraming(form: Form) async throws {
        let server = try WireServer(keeping: 4 << 20) { connection in
            while let head = try connection.readHead() {
                try connection.readBody(of: head) { _ in }
                try connection.respond(body: "ok")
            }
        }
        defer { server.stop() }
        let folder = try TestFolder()
        let transport = URLSessionTransport(temporaryDirectory: folder.url)
        let request = TransportRequest(.post, try server.url(), body: try form.body(folder))
        let response = try await transport.send(request)
        #expect(try await response.body.collect(upTo: 10) == Data("ok".utf8))
        let seen = try await server.request(at: 0)
        #expect(seen.head.values(for: "Content-Length") == ["\(form.size)"])
        #expect(seen.head.values(for: "Transfer-Encoding") == [])
        #expect(seen.head.values(for: "Content-Type") == [])
        #expect(seen.head.values(for: "Expect") == [])
        #expect(seen.body == Pattern.bytes(0..<form.size))
        // Nothing follows the body: the head and the body are all that came.
        #expect(server.connections[0].receivedCount == seen.head.raw.count + form.size)
        #expect(try folder.leftovers == [])
    }

    @Test("A file behind a symbolic link is sent whole")
    func symbolicLink() async throws {
        let server = try WireServer.answering("ok")
        defer { server.stop() }
        let folder = try TestFolder()
        let link = folder.url.appending(path: "link")
        let file = try folder.file("file", size: 5000)
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: file)
        _ = try await URLSessionTransport().send(TransportRequest(.put, try server.url(), body: .file(link)))
        #expect(try await server.request(at: 0).body == Pattern.bytes(0..<5000))
    }

    @Test("A HEAD announces no body and gets none")
    func headRequest() async throws {
        let server = try WireServer.writing("HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n")
        defer { server.stop() }
        let response = try await URLSessionTransport().send(TransportRequest(.head, try server.url()))
        #expect(response.status == 200)
        #expect(response.headers["content-length"] == "12")
        #expect(try await response.body.collect(upTo: 0).isEmpty)
        #expect(try await server.request(at: 0).head.values(for: "Content-Length") == [])
    }

    @Test("A cookie is neither kept nor sent")
    func noCookies() async throws {
        let server = try WireServer { connection in
            while try connection.readHead() != nil {
                try connection.respond(headers: ["Set-Cookie": "session=1; Path=/"], body: "ok")
            }
        }
        defer { server.stop() }
        let transport = URLSessionTransport()
        for _ in 0..<2 {
            let response = try await transport.send(TransportRequest(.get, try server.url()))
            #expect(response.headers["set-cookie"] == "session=1; Path=/")
            _ = try await response.body.collect(upTo: 10)
        }
        #expect(try await server.request(at: 1).head.values(for: "Cookie") == [])
    }

    @Test("An answer that might be cached is asked for again")
    func noCache() async throws {
        let server = try WireServer { connection in
            while try connection.readHead() != nil {
                try connection.respond(
                    headers: ["Cache-Control": "max-age=3600"], body: "\(connection.index)")
            }
        }
        defer { server.stop() }
        let transport = URLSessionTransport(configuration: .default)
        for _ in 0..<2 {
            _ = try await transport.send(TransportRequest(.get, try server.url())).body.collect(upTo: 10)
        }
        #expect(server.requests.count == 2)
    }

    @Test("Requests after each other use one connection")
    func keepAlive() async throws {
        let server = try WireServer.answering("ok")
        defer { server.stop() }
        let transport = URLSessionTransport()
        for method in [TransportMethod.get, .post, .put, .get] {
            let body: TransportBody = method == .get ? .empty : .bytes(Data("x".utf8))
            let request = TransportRequest(method, try server.url(), body: body)
            _ = try await transport.send(request).body.collect(upTo: 10)
        }
        #expect(server.requests.map(\.connection) == [0, 0, 0, 0])
    }
}
