import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

/// What a server on a socket asks of the emulator.
@Suite struct FlixuOriginTests {
    private static func request(_ path: String, at origin: String?, key: String? = "flx_key") throws
        -> EmulatorRequest
    {
        let parts = path.split(separator: "?", maxSplits: 1)
        var request = EmulatorRequest(
            .get, path: String(parts[0]), query: parts.count > 1 ? String(parts[1]) : nil,
            headers: key.map { ["Authorization": "Bearer \($0)"] } ?? [:])
        if let origin {
            let url = try #require(URL(string: origin))
            request.origin = Origin(url)
        }
        return request
    }

    private static func upload(_ flixu: FlixuEmulator, at origin: String?) async throws -> ServiceAnswer {
        let parts = [
            FlixuCaller.part("source_lang", "en"), FlixuCaller.part("target_lang", "de"),
            FlixuCaller.file("a.txt", Data("Hello".utf8)), Data("--cut-here--\r\n".utf8),
        ]
        var request = try request("/v1/translate/document", at: origin)
        request.method = .post
        request.headers["Content-Type"] = "multipart/form-data; boundary=cut-here"
        request.body = TransportStream(parts.reduce(Data(), +))
        return try await answer(flixu, request)
    }

    private static func answer(_ flixu: FlixuEmulator, _ request: EmulatorRequest) async throws
        -> ServiceAnswer
    {
        let response = try await flixu.respond(to: request)
        let body = try await response.body.collect(upTo: 1 << 20)
        return ServiceAnswer(status: response.status, headers: response.headers, body: body)
    }

    private static func path(_ address: String?) throws -> String {
        let parts = try #require(address).split(separator: "/", maxSplits: 2)
        return "/" + (try #require(parts.last))
    }

    @Test(
        "Addresses have the name that the client calls the server",
        arguments: [
            (String?.none, "https://flixu.emulator.invalid"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("http://[::1]:80", "http://[::1]"),
        ])
    func result(origin: String?, expected: String) async throws {
        var plan = FlixuPlan(documents: .job)
        plan.jobs = .immediate
        let flixu = FlixuEmulator(time: ManualTime(), plan: plan)
        let answer = try await Self.upload(flixu, at: origin)
        let id = try #require(answer.string("data.job_id"))
        #expect(answer.string("data.result_url") == "\(expected)/v1/documents/\(id)/download")
    }

    @Test(
        "Without a second origin files are at the server's other name; where it has none, a key does no harm",
        arguments: [
            ("http://127.0.0.1:8080", "http://localhost:8080", 400),
            ("http://localhost:8080", "http://127.0.0.1:8080", 400),
            ("http://emulator.test:8080", "http://emulator.test:8080", 200),
        ])
    func oneOrigin(origin: String, store: String, keyed: Int) async throws {
        var plan = FlixuPlan()
        plan.filesOrigin = nil
        let flixu = FlixuEmulator(time: ManualTime(), plan: plan)
        let address = try await Self.upload(flixu, at: origin).string("data.download_url")
        #expect(address?.hasPrefix("\(store)/presigned/doc_") == true)
        let path = try Self.path(address)
        let open = try Self.request(path, at: store, key: nil)
        #expect(try await Self.answer(flixu, open).text == "⟦de⟧ Hello")
        #expect(try await Self.answer(flixu, Self.request(path, at: store)).status == keyed)
        #expect(await flixu.ledger.flixu.strayKeys.count == (keyed == 400 ? 1 : 0))
    }

    @Test("With a second origin it alone has the files, and nothing else")
    func twoOrigins() async throws {
        var plan = FlixuPlan()
        plan.filesOrigin = URL(string: "http://127.0.0.1:9090")
        let flixu = FlixuEmulator(time: ManualTime(), plan: plan)
        let address = try await Self.upload(flixu, at: "http://127.0.0.1:8080").string("data.download_url")
        #expect(address?.hasPrefix("http://127.0.0.1:9090/presigned/doc_") == true)
        let path = try Self.path(address)
        let keyed = try Self.request(path, at: "http://127.0.0.1:9090")
        #expect(try await Self.answer(flixu, keyed).status == 400)
        #expect(await flixu.ledger.flixu.strayKeys.map(\.operation) == [.flixuPresigned])
        let cases: [(String, String?, Int)] = [
            (path, "http://127.0.0.1:9090", 200), (path, nil, 200), (path, "http://127.0.0.1:8080", 404),
            ("/v1/me", "http://127.0.0.1:9090", 403),
        ]
        for (path, origin, status) in cases {
            let answer = try await Self.answer(flixu, Self.request(path, at: origin, key: nil))
            #expect(answer.status == status, "\(path) at \(origin ?? "no origin")")
        }
        #expect(await flixu.ledger.flixu.strayKeys.count == 1)
    }

    @Test("In the process other origins are not reached")
    func elsewhere() async throws {
        try await withFlixu { caller, _ in
            for address in ["https://elsewhere.invalid/v1/me", "https://files.flixu.emulator.invalid:8443/a"]
            {
                let failure = await #expect(throws: TransportFailure.self) { try await caller.get(address) }
                #expect(failure?.reason == .cannotResolveHost)
            }
        }
    }
}
