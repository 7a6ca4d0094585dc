import Foundation
import LanguageJobs
import LanguageJobsTesting

/// Speaks to an emulated LDX hub in the contract's own words, without the client.
struct HubCaller {
    let hub: LDXHubEmulator
    var key: String? = "key"

    typealias Answer = ServiceAnswer

    func send(
        _ method: TransportMethod, _ path: String, headers: TransportHeaders = [:],
        body: TransportBody = .empty, timeouts: TransportTimeouts = .init()
    ) async throws -> Answer {
        let response = try await start(method, path, headers: headers, body: body, timeouts: timeouts)
        let data = try await response.body.collect(upTo: 1 << 30)
        return Answer(status: response.status, headers: response.headers, body: data)
    }

    /// Sends a request and leaves the answer's body to be read.
    func start(
        _ method: TransportMethod, _ path: String, headers: TransportHeaders = [:],
        body: TransportBody = .empty, timeouts: TransportTimeouts = .init()
    ) async throws -> TransportResponse {
        var all = headers
        if let key, all["Authorization"] == nil { all["Authorization"] = "Bearer \(key)" }
        guard let url = URL(string: hub.baseURL.absoluteString + path) else { throw URLError(.badURL) }
        return try await hub.transport.send(
            TransportRequest(method, url, headers: all, body: body, timeouts: timeouts))
    }

    func get(_ path: String, headers: TransportHeaders = [:]) async throws -> Answer {
        try await send(.get, path, headers: headers)
    }

    func post(_ path: String, json: String, headers: TransportHeaders = [:]) async throws -> Answer {
        var all = headers
        if all["Content-Type"] == nil { all["Content-Type"] = "application/json" }
        return try await send(.post, path, headers: all, body: .bytes(Data(json.utf8)))
    }

    func put(_ path: String, json: String, headers: TransportHeaders = [:]) async throws -> Answer {
        var all = headers
        if all["Content-Type"] == nil { all["Content-Type"] = "application/json" }
        return try await send(.put, path, headers: all, body: .bytes(Data(json.utf8)))
    }

    /// Makes an empty file for chunks, and gives its id.
    func emptyFileID(_ name: String = "rows.jsonl") async throws -> String {
        try await post("/uploads", json: #"{"filename":"\#(name)"}"#).string("file_id") ?? "no id"
    }

    func append(_ chunk: Data, to id: String) async throws -> Answer {
        try await put("/uploads/\(id)", json: #"{"data":"\#(chunk.base64EncodedString())"}"#)
    }

    func upload(_ name: String = "document.xlf", _ content: Data = HubCaller.xliff) async throws -> Answer {
        try await send(
            .post, "/files", headers: ["Content-Type": "multipart/form-data; boundary=cut-here"],
            body: .bytes(Self.form(name, content)))
    }

    /// Uploads a small XLIFF file, and gives its id.
    func fileID() async throws -> String {
        try await upload().string("file_id") ?? "no id"
    }

    /// Creates a RefineLoop job, and gives its id.
    func refine(_ fileID: String, tag: String? = nil) async throws -> String {
        let body = #"{"model":"google/gemini-3.5-flash","file_id":"\#(fileID)"}"#
        let answer = try await post(
            "/refineloop/jobs", json: body, headers: tag.map { ["x-test-tag": $0] } ?? [:])
        return answer.string("job_id") ?? "no id"
    }

    static func form(_ name: String, _ content: Data) -> Data {
        let head = "--cut-here\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n\r\n"
        return Data(head.utf8) + content + Data("\r\n--cut-here--\r\n".utf8)
    }

    static let xliff = Data(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
          <file original="a.txt" source-language="en" target-language="de" datatype="plaintext">
            <body>
              <trans-unit id="1"><source>Good morning</source><target>Guten Morgen</target></trans-unit>
            </body>
          </file>
        </xliff>
        """.utf8)
}

/// An emulated LDX hub in virtual time that began on 13 April 2026, 11:21:23 UTC, as in the portal's examples.
func withHub(
    plan: LDXHubPlan = LDXHubPlan(), faults: FaultPlan = .none,
    _ body: @escaping @Sendable (HubCaller, VirtualTime) async throws -> Void
) async throws {
    let time = VirtualTime()
    try await time.run {
        let hub = LDXHubEmulator(
            time: time, startingAt: Date(timeIntervalSince1970: 1_776_079_283), plan: plan, faults: faults)
        try await body(HubCaller(hub: hub), time)
    }
}
