import Flixu
import Foundation
import Testing
import TestSupport

/// Two servers on loopback: the service, and a store at another origin, which must never be told the key.
@Suite("The key of Flixu, on the wire")
struct FlixuKeyWireTests {
    /// A way to a result.
    enum Way: String, CaseIterable, Sendable {
        /// The answer names a signed address at the store.
        case downloadAtStore
        /// The job's result is at the store.
        case resultAtStore
        /// The job's result is at the service, which leads on to the store.
        case resultLeadsToStore
        /// The signed address is at the service, which leads on to the store.
        case downloadLeadsToStore
        /// The job names no result, so that it is asked of the service, which leads on to the store.
        case namelessLeadsToStore

        /// Whether the service itself is asked for the result with the key.
        var needsKey: Bool { self == .resultLeadsToStore || self == .namelessLeadsToStore }

        func answer(_ service: Int, _ store: Int) -> String {
            switch self {
            case .downloadAtStore: #"{"data":{"download_url":"http://127.0.0.1:\#(store)/file?sig=1"}}"#
            case .downloadLeadsToStore:
                #"{"data":{"download_url":"http://127.0.0.1:\#(service)/v1/documents/d/download"}}"#
            case .resultAtStore:
                #"{"data":{"job_id":"d","status":"completed","result_url":"http://127.0.0.1:\#(store)/file?sig=1"}}"#
            case .resultLeadsToStore:
                #"{"data":{"job_id":"d","status":"completed","result_url":"http://127.0.0.1:\#(service)/v1/documents/d/download"}}"#
            case .namelessLeadsToStore: #"{"data":{"job_id":"d","status":"completed","result_url":null}}"#
            }
        }
    }

    @Test(
        "stays with the service, wherever a result is or leads",
        arguments: Way.allCases, [301, 302, 303, 307, 308])
    func stays(way: Way, status: Int) async throws {
        let store = try WireServer { connection in
            while let head = try connection.readHead() {
                _ = try connection.readBody(of: head)
                try connection.respond(body: "hallo")
            }
        }
        defer { store.stop() }
        let storePort = store.port
        let service = try WireServer { connection in
            while let head = try connection.readHead() {
                _ = try connection.readBody(of: head)
                let port = head.values(for: "Host").first?.split(separator: ":").last.flatMap { Int($0) } ?? 0
                if head.method == "POST" {
                    try connection.respond(
                        headers: ["Content-Type": "application/json"], body: way.answer(port, storePort))
                } else {
                    try connection.respond(
                        status: status, headers: ["Location": "http://127.0.0.1:\(storePort)/file?sig=1"])
                }
            }
        }
        defer { service.stop() }
        let flixu = try FlixuClient(
            credential: .value("flx_secret"), baseURL: try service.url("/v1"),
            configuration: .init(retry: .never))
        let result = try await flixu.documents.run(
            .data(Data("x".utf8), filename: "a.txt"), from: "en", to: "de")
        #expect(try await result.data() == Data("hallo".utf8))

        #expect(store.requests.map(\.head.target) == ["/file?sig=1"])
        for request in store.requests {
            #expect(request.head.values(for: "Authorization").isEmpty)
            #expect(!String(decoding: request.head.raw, as: UTF8.self).contains("flx_secret"))
        }
        #expect(service.requests.first?.head.values(for: "Authorization") == ["Bearer flx_secret"])
        let asked = service.requests.dropFirst().map { $0.head.values(for: "Authorization") }
        switch way {
        case .downloadAtStore, .resultAtStore: #expect(asked.isEmpty)
        default: #expect(asked == [way.needsKey ? ["Bearer flx_secret"] : []])
        }
        #expect(store.failures.isEmpty)
        #expect(service.failures.isEmpty)
    }
}
