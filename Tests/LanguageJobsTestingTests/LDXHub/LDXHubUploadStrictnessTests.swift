import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

@Suite struct LDXHubUploadStrictnessTests {
    @Test(
        "A request for an empty file that is not right is refused, with the reason",
        arguments: [
            ("[]", "must be a JSON object"),
            ("", "is not JSON"),
            ("{}", "filename is required"),
            (#"{"filename":""}"#, "filename must not be empty"),
            (#"{"filename":5}"#, "filename must be a string"),
            (#"{"filename":null}"#, "filename must be a string"),
            (#"{"filename":"a.pdf","size":5}"#, "size is no field"),
            (#"{"name":"a.pdf"}"#, "name is no field"),
        ])
    func create(body: String, reason: String) async throws {
        try await withHub { caller, _ in
            let answer = try await caller.post("/uploads", json: body)
            #expect(answer.status == 400)
            #expect(answer.string("error.message")?.contains(reason) == true, "\(answer.text)")
            #expect(await caller.hub.ledger.filesStored.isEmpty)
        }
    }

    @Test(
        "A chunk that is not right is refused, with the reason, and nothing is appended",
        arguments: [
            ("", "is not JSON"),
            ("  ", "is not JSON"),
            ("data", "is not JSON"),
            ("[]", "must be a JSON object, not an array"),
            (#""AQI=""#, "must be a JSON object, not a string"),
            ("5", "must be a JSON object, not a number"),
            ("{}", "data is required"),
            (#"{"data":5}"#, "data must be a string, not a number"),
            (#"{"data":null}"#, "data must be a string, not null"),
            (#"{"data":true}"#, "data must be a string, not a boolean"),
            (#"{"data":["AQI="]}"#, "data must be a string, not an array"),
            (#"{"data":{}}"#, "data must be a string, not an object"),
            (#"{"data":"AQI=","offset":0}"#, "offset is no field"),
            (#"{"index":1,"data":"AQI="}"#, "index is no field"),
            (#"{"Data":"AQI="}"#, "Data is no field"),
            (#"{"data":"AQI=","data":"AQI="}"#, "data is there twice"),
            (#"{"data":"AQI="}}"#, "is not JSON"),
            (#"{"data":"AQI=",}"#, "is not JSON"),
            (#"{,"data":"AQI="}"#, "is not JSON"),
            (#"{"data" "AQI="}"#, "is not JSON"),
            (#"{"data":"AQI=""#, "is not JSON"),
            (#"{"data":"AQI="#, "is not JSON"),
            (#"{"data":"AQI=" "x"}"#, "is not JSON"),
            (#"{"data":"AQ\xI="}"#, "is not JSON"),
            (#"{"data":"AQ\u00GI="}"#, "is not JSON"),
            (#"{"data":""}"#, "data must not be empty"),
            (#"{"data":"A"}"#, "must be Base64"),
            (#"{"data":"AQI"}"#, "must be Base64"),
            (#"{"data":"AQ"}"#, "must be Base64"),
            (#"{"data":"AQ="}"#, "must be Base64"),
            (#"{"data":"="}"#, "must be Base64"),
            (#"{"data":"===="}"#, "must be Base64"),
            (#"{"data":"A==="}"#, "must be Base64"),
            (#"{"data":"AQI=AQID"}"#, "must be Base64"),
            (#"{"data":"AQ==AQ=="}"#, "must be Base64"),
            (#"{"data":"AQI=="}"#, "must be Base64"),
            (#"{"data":"AQ=I"}"#, "must be Base64"),
            (#"{"data":"AR=="}"#, "must be Base64"),
            (#"{"data":"AQJ="}"#, "must be Base64"),
            (#"{"data":"-_-_"}"#, "must be Base64"),
            (#"{"data":"AQ ID"}"#, "must be Base64"),
            (#"{"data":"AQID\n"}"#, "must be Base64"),
            (#"{"data":"AQI\u0000"}"#, "must be Base64"),
            (#"{"data":"AQI\u0141"}"#, "must be Base64"),
            (#"{"data":"AQIé"}"#, "must be Base64"),
        ])
    func chunk(body: String, reason: String) async throws {
        try await withHub { caller, _ in
            let id = try await caller.emptyFileID()
            _ = try await caller.append(Data([7]), to: id)
            let answer = try await caller.put("/uploads/\(id)", json: body)
            #expect(answer.status == 400)
            #expect(answer.string("error.message")?.contains(reason) == true, "\(answer.text)")
            #expect(try await caller.get("/files/\(id)/content").body == Data([7]))
            #expect(await caller.hub.ledger.chunksAppended.count == 1)
        }
    }

    @Test("A chunk of more than 5,000,000 bytes is refused, however it is sent")
    func tooLarge() async throws {
        try await withHub { caller, _ in
            let id = try await caller.emptyFileID()
            let chunk = try await caller.append(Data(count: 5_000_001), to: id)
            #expect(chunk.status == 413)
            #expect(chunk.string("error.code") == "chunk_too_large")
            #expect(await caller.hub.ledger.chunksAppended.isEmpty)
            #expect(try await caller.get("/files/\(id)")["size"] == .integer(0))
        }
    }

    @Test("A body of more than 7,000,000 bytes is read no further", arguments: [true, false])
    func endless(isAnnounced: Bool) async throws {
        try await withHub { caller, _ in
            let id = try await caller.emptyFileID()
            let given = SendableBox(0)
            var headers: TransportHeaders = [
                "Content-Type": "application/json", "Authorization": "Bearer key",
            ]
            if isAnnounced { headers["Content-Length"] = "7000001" }
            let answer = try await caller.hub.respond(
                to: EmulatorRequest(
                    .put, path: "/uploads/\(id)", headers: headers,
                    body: TransportStream {
                        given.withLock { $0 += 100_000 }
                        return Data(repeating: 0x20, count: 100_000)
                    }))
            #expect(answer.status == 413)
            #expect(given.current == (isAnnounced ? 0 : 7_100_000))
        }
    }

    @Test("A name without an end is refused before it fills the memory")
    func endlessName() async throws {
        try await withHub { caller, _ in
            let id = try await caller.emptyFileID()
            let body = #"{""# + String(repeating: "n", count: 2_000) + #"":1}"#
            let answer = try await caller.put("/uploads/\(id)", json: body)
            #expect(answer.status == 400)
            #expect(answer.string("error.message")?.contains("name is too long") == true)
        }
    }

    @Test("A chunk is for a file that was made for chunks")
    func wrongFile() async throws {
        try await withHub { caller, _ in
            let unknown = try await caller.append(Data([1]), to: "nothing")
            #expect(unknown.status == 404)
            #expect(unknown.string("error.code") == "not_found")
            let id = try await caller.fileID()
            let other = try await caller.append(Data([1]), to: id)
            #expect(other.status == 400)
            #expect(other.string("error.code") == "invalid_file_id")
            #expect(try await caller.get("/files/\(id)/content").body == HubCaller.xliff)
            #expect(await caller.hub.ledger.chunksAppended.isEmpty)
        }
    }

    @Test(
        "A chunk needs the JSON type, the key, and no query",
        arguments: [
            (["Content-Type": "text/plain"], "", 415),
            (["Content-Type": "application/json; charset=utf-16"], "", 415),
            (["Authorization": "Basic a"], "", 401),
            ([:], "?offset=0", 400),
        ] as [(TransportHeaders, String, Int)])
    func frame(headers: TransportHeaders, query: String, status: Int) async throws {
        try await withHub { caller, _ in
            let id = try await caller.emptyFileID()
            let answer = try await caller.put(
                "/uploads/\(id)\(query)", json: #"{"data":"AQI="}"#, headers: headers)
            #expect(answer.status == status)
            #expect(await caller.hub.ledger.chunksAppended.isEmpty)
        }
    }

    @Test(
        "There are no other paths and methods",
        arguments: [
            (TransportMethod.get, "/uploads", 405), (.put, "/uploads", 405), (.get, "/uploads/ID", 405),
            (.post, "/uploads/ID", 405), (.post, "/uploads/ID/complete", 404), (.delete, "/uploads/ID", 405),
        ])
    func paths(method: TransportMethod, path: String, status: Int) async throws {
        try await withHub { caller, _ in
            let id = try await caller.emptyFileID()
            #expect(try await caller.send(method, path.replacing("ID", with: id)).status == status)
        }
    }
}
