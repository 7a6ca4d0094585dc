import Foundation
import LDXHub
import LanguageJobsTesting
import Testing

@Suite("The catalogue of an LDX hub service")
struct CatalogueCacheTests {
    private let time = ManualTime()

    private func client(_ mock: MockTransport, lifetime: Duration? = nil) throws -> LDXHubClient {
        let configuration = ClientConfiguration(retry: .never, runtime: ClientRuntime(time: time))
        guard let lifetime else {
            return try LDXHubClient(
                credential: .value("k"), configuration: configuration, transport: mock)
        }
        return try LDXHubClient(
            credential: .value("k"), configuration: configuration, catalogueLifetime: lifetime,
            transport: mock)
    }

    private func answer(_ id: String, of path: String = "/refineloop/models") -> Exchange {
        Exchange(.get(path), .json(#"{"data":[{"id":"\#(id)"}]}"#))
    }

    @Test("is read once in five minutes, by all copies of a client")
    func kept() async throws {
        let mock = MockTransport {
            answer("first")
            answer("second")
        }
        let ldx = try client(mock)
        let copy = ldx
        #expect(try await ldx.refineLoop.models().map(\.id) == ["first"])
        time.advance(by: .seconds(299))
        #expect(try await copy.refineLoop.models().map(\.id) == ["first"])
        time.advance(by: .seconds(1))
        #expect(try await copy.refineLoop.models().map(\.id) == ["second"])
        #expect(try await ldx.refineLoop.models().map(\.id) == ["second"])
        try mock.verify()
    }

    @Test("is read anew for who wants it younger, and then kept for all")
    func younger() async throws {
        let mock = MockTransport {
            answer("first")
            answer("second")
            answer("third")
        }
        let ldx = try client(mock)
        _ = try await ldx.refineLoop.models()
        #expect(try await ldx.refineLoop.models(maxAge: .zero).map(\.id) == ["second"])
        #expect(try await ldx.refineLoop.models().map(\.id) == ["second"])
        time.advance(by: .seconds(10))
        #expect(try await ldx.refineLoop.models(maxAge: .seconds(11)).map(\.id) == ["second"])
        #expect(try await ldx.refineLoop.models(maxAge: .seconds(10)).map(\.id) == ["third"])
        try mock.verify()
    }

    @Test("is not kept when its lifetime is zero")
    func noLifetime() async throws {
        let mock = MockTransport {
            answer("first")
            answer("second")
        }
        let ldx = try client(mock, lifetime: .zero)
        #expect(try await ldx.refineLoop.models().map(\.id) == ["first"])
        #expect(try await ldx.refineLoop.models().map(\.id) == ["second"])
        try mock.verify()
    }

    @Test("of one service is not that of another")
    func apart() async throws {
        let mock = MockTransport {
            answer("m")
            answer("e", of: "/renderocr/engines")
        }
        let ldx = try client(mock)
        #expect(try await ldx.refineLoop.models().map(\.id) == ["m"])
        #expect(try await ldx.renderOCR.engines().map(\.id) == ["e"])
        #expect(try await ldx.refineLoop.models().map(\.id) == ["m"])
        try mock.verify()
    }

    @Test("that could not be read is asked for again")
    func failure() async throws {
        let mock = MockTransport {
            Exchange(.get("/refineloop/models"), .status(503, json: "{}"))
            answer("m")
        }
        let ldx = try client(mock)
        await #expect {
            _ = try await ldx.refineLoop.models()
        } throws: {
            ($0 as? ClientError)?.code == .serviceFailed
        }
        #expect(try await ldx.refineLoop.models().map(\.id) == ["m"])
        try mock.verify()
    }
}
