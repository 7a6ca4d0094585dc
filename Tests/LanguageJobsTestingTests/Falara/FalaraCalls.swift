import Foundation
import LanguageJobs
import LanguageJobsTesting

/// Speaks to an emulated Falara in the contract's own words, without the client.
struct FalaraCalls {
    let falara: FalaraEmulator
    var key: String? = "key"

    /// A part of a form.
    enum Part {
        case text(String, String)
        case file(String, name: String, type: String?, Data)
    }

    func send(
        _ method: TransportMethod, _ path: String, headers: TransportHeaders = [:],
        body: TransportBody = .empty, timeouts: TransportTimeouts = .init()
    ) async throws -> ServiceAnswer {
        var all = headers
        if let key, all["X-API-Key"] == nil { all["X-API-Key"] = key }
        guard let url = URL(string: falara.baseURL.absoluteString + path) else { throw URLError(.badURL) }
        let response = try await falara.transport.send(
            TransportRequest(method, url, headers: all, body: body, timeouts: timeouts))
        let data = try await response.body.collect(upTo: 1 << 30)
        return ServiceAnswer(status: response.status, headers: response.headers, body: data)
    }

    func get(_ path: String) async throws -> ServiceAnswer { try await send(.get, path) }

    func post(_ path: String, _ json: String) async throws -> ServiceAnswer {
        try await self.json(.post, path, json)
    }

    func json(
        _ method: TransportMethod, _ path: String, _ json: String, headers: TransportHeaders = [:]
    ) async throws -> ServiceAnswer {
        var all = headers
        if all["Content-Type"] == nil { all["Content-Type"] = "application/json" }
        return try await send(method, path, headers: all, body: .bytes(Data(json.utf8)))
    }

    func form(_ path: String, _ parts: [Part]) async throws -> ServiceAnswer {
        let type = "multipart/form-data; boundary=cut-here"
        var body = Data()
        for part in parts {
            body += Data("--cut-here\r\nContent-Disposition: form-data; name=".utf8)
            switch part {
            case .text(let name, let value): body += Data("\"\(name)\"\r\n\r\n\(value)".utf8)
            case .file(let part, let name, let type, let data):
                let line = type.map { "\r\nContent-Type: \($0)" } ?? ""
                body += Data("\"\(part)\"; filename=\"\(name)\"\(line)\r\n\r\n".utf8) + data
            }
            body += Data("\r\n".utf8)
        }
        body += Data("--cut-here--\r\n".utf8)
        return try await send(.post, path, headers: ["Content-Type": type], body: .bytes(body))
    }

    /// Creates a job from German into English, and gives its id.
    func create(_ text: String = "Guten Morgen.", others: String = "") async throws -> String {
        try await createAnswer(text, others: others).string("job_id") ?? "no id"
    }

    func createAnswer(_ text: String = "Guten Morgen.", others: String = "") async throws -> ServiceAnswer {
        try await post(
            "/jobs",
            #"{"mode":"translation","source_lang":"de","target_lang":"en","text":"\#(text)"\#(others)}"#)
    }

    /// Creates a job of a file from German into English.
    func upload(
        _ name: String, _ type: String, _ content: Data, briefing: String = FalaraCalls.briefing
    ) async throws -> ServiceAnswer {
        try await form(
            "/jobs/file", [.file("file", name: name, type: type, content), .text("briefing_json", briefing)])
    }

    static let briefing = #"{"mode":"translation","source_lang":"de","target_lang":"en"}"#
}

/// An emulated Falara in virtual time that began on 6 March 2026, 10:00:00 UTC, as in the documents' examples.
func withFalara(
    plan: FalaraPlan = FalaraPlan(), faults: FaultPlan = .none,
    _ body: @escaping @Sendable (FalaraCalls, VirtualTime) async throws -> Void
) async throws {
    let time = VirtualTime()
    try await time.run {
        let falara = FalaraEmulator(
            time: time, startingAt: Date(timeIntervalSince1970: 1_772_791_200), plan: plan, faults: faults)
        try await body(FalaraCalls(falara: falara), time)
    }
}

extension FalaraPlan {
    /// The default plan, changed.
    static func with(_ change: (inout FalaraPlan) -> Void) -> FalaraPlan {
        var plan = FalaraPlan()
        change(&plan)
        return plan
    }
}
