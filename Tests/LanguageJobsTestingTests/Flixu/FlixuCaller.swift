import Foundation
import LanguageJobs
import LanguageJobsTesting

/// Speaks to an emulated Flixu in the contract's own words, without the client.
struct FlixuCaller {
    let flixu: FlixuEmulator
    var key: String? = "flx_key"

    func send(
        _ method: TransportMethod, _ path: String, headers: TransportHeaders = [:],
        body: TransportBody = .empty, timeouts: TransportTimeouts = .init()
    ) async throws -> ServiceAnswer {
        let response = try await start(method, path, headers: headers, body: body, timeouts: timeouts)
        let data = try await response.body.collect(upTo: 1 << 30)
        return ServiceAnswer(status: response.status, headers: response.headers, body: data)
    }

    /// Sends a request and leaves the answer's body to be read.
    ///
    /// - Parameter path: Below the API's address, or an address of its own.
    func start(
        _ method: TransportMethod, _ path: String, headers: TransportHeaders = [:],
        body: TransportBody = .empty, timeouts: TransportTimeouts = .init()
    ) async throws -> TransportResponse {
        var all = headers
        if let key, all["Authorization"] == nil { all["Authorization"] = "Bearer \(key)" }
        let address = path.hasPrefix("https:") ? path : flixu.baseURL.absoluteString + path
        guard let url = URL(string: address) else { throw URLError(.badURL) }
        return try await flixu.transport.send(
            TransportRequest(method, url, headers: all, body: body, timeouts: timeouts))
    }

    func get(_ path: String, headers: TransportHeaders = [:]) async throws -> ServiceAnswer {
        try await send(.get, path, headers: headers)
    }

    /// Gets a file from an address that is its own permission.
    func getSigned(_ address: String?, headers: TransportHeaders = [:]) async throws -> ServiceAnswer {
        var stranger = self
        stranger.key = nil
        return try await stranger.get(address ?? "https://none.invalid", headers: headers)
    }

    func post(_ path: String, json: String, headers: TransportHeaders = [:]) async throws -> ServiceAnswer {
        var all = headers
        if all["Content-Type"] == nil { all["Content-Type"] = "application/json" }
        return try await send(.post, path, headers: all, body: .bytes(Data(json.utf8)))
    }

    func translate(_ text: String = "Hello, world!", tag: String? = nil) async throws -> ServiceAnswer {
        try await post(
            "/translate", json: #"{"text":"\#(text)","source_lang":"en","target_lang":"de"}"#,
            headers: tag.map { ["x-test-tag": $0] } ?? [:])
    }

    /// Uploads a document with texts of the form beside it; those left out are from English to German.
    func document(
        _ name: String = "notes.txt", _ content: Data = Data("Good morning\n".utf8),
        _ texts: [String: String] = [:], timeouts: TransportTimeouts = .init()
    ) async throws -> ServiceAnswer {
        let all = ["source_lang": "en", "target_lang": "de"].merging(texts) { $1 }
        let parts = all.sorted { $0.key < $1.key }.map { Self.part($0.key, $0.value) }
        return try await form(parts + [Self.file(name, content)], timeouts: timeouts)
    }

    func form(_ parts: [Data], timeouts: TransportTimeouts = .init()) async throws -> ServiceAnswer {
        try await send(
            .post, "/translate/document",
            headers: ["Content-Type": "multipart/form-data; boundary=cut-here", "x-test-tag": "document"],
            body: .bytes(parts.reduce(Data(), +) + Data("--cut-here--\r\n".utf8)), timeouts: timeouts)
    }

    static func part(_ name: String, _ value: String) -> Data {
        Data("--cut-here\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
    }

    static func file(_ filename: String, _ content: Data, name: String = "file") -> Data {
        let disposition = "form-data; name=\"\(name)\"; filename=\"\(filename)\""
        return Data("--cut-here\r\nContent-Disposition: \(disposition)\r\n\r\n".utf8) + content
            + Data("\r\n".utf8)
    }
}

/// An emulated Flixu in virtual time that began on 17 March 2026, 12:00:00 UTC.
func withFlixu(
    plan: FlixuPlan = FlixuPlan(), faults: FaultPlan = .none,
    _ body: @escaping @Sendable (FlixuCaller, VirtualTime) async throws -> Void
) async throws {
    let time = VirtualTime()
    try await time.run {
        let flixu = FlixuEmulator(
            time: time, startingAt: Date(timeIntervalSince1970: 1_773_748_800), plan: plan, faults: faults)
        try await body(FlixuCaller(flixu: flixu), time)
    }
}

extension ServiceAnswer {
    /// Whether it is an error of this code and type, whose id is that of the header.
    func isError(_ status: Int, _ code: String, _ type: String) -> Bool {
        self.status == status && string("error.code") == code && string("error.type") == type
            && keys() == ["error"] && keys("error") == ["code", "message", "request_id", "type"]
            && string("error.request_id") == headers["X-Request-Id"]
            && headers["Content-Type"] == "application/json"
    }
}
