import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

@Suite struct LDXHubUploadsTests {
    @Test("A file comes in chunks, each answered with the size so far")
    func chunks() async throws {
        try await withHub { caller, time in
            let empty = try await caller.post("/uploads", json: #"{"filename":"報告.xlf"}"#)
            #expect(empty.status == 201)
            #expect(
                empty.keys() == ["created_at", "expires_at", "file_id", "filename", "size", "updated_at"])
            #expect(empty["size"] == .integer(0))
            #expect(empty.string("filename") == "報告.xlf")
            let id = empty.string("file_id") ?? ""
            try await time.pass(.seconds(2))
            let first = try await caller.append(Data("Good ".utf8), to: id)
            #expect(first.status == 200)
            #expect(first.keys() == empty.keys())
            #expect(first["size"] == .integer(5))
            #expect(first.string("created_at") == "2026-04-13T11:21:23Z")
            #expect(first.string("updated_at") == "2026-04-13T11:21:25Z")
            #expect(first.string("expires_at") == "2026-04-14T11:21:23Z")
            #expect(try await caller.append(Data("morning".utf8), to: id)["size"] == .integer(12))
            #expect(try await caller.get("/files/\(id)")["size"] == .integer(12))
            #expect(try await caller.get("/files/\(id)/content").text == "Good morning")
            #expect(try await caller.get("/files").string("data.0.file_id") == id)
        }
    }

    @Test("The ledger has every chunk with its place, and the bytes can be read without a request")
    func oracle() async throws {
        try await withHub { caller, time in
            let id = try await caller.emptyFileID("a.bin")
            _ = try await caller.append(Data([1, 2, 3]), to: id)
            try await time.pass(.seconds(1))
            _ = try await caller.append(Data([4, 5]), to: id)
            let other = try await caller.emptyFileID("b.bin")
            _ = try await caller.append(Data([9]), to: other)
            let requests = await caller.hub.ledger.requests.count
            let ledger = await caller.hub.ledger
            #expect(
                ledger.chunksAppended(fileID: id) == [
                    .init(at: .zero, fileID: id, offset: 0, count: 3),
                    .init(at: .seconds(1), fileID: id, offset: 3, count: 2),
                ])
            #expect(ledger.chunksAppended.map(\.fileID) == [id, id, other])
            #expect(ledger.filesStored.map(\.size) == [0, 0])
            let content = try #require(await caller.hub.content(ofFile: id))
            #expect(try await content.collect(upTo: 100) == Data([1, 2, 3, 4, 5]))
            #expect(await caller.hub.content(ofFile: "nothing") == nil)
            #expect(await caller.hub.ledger.requests.count == requests)
        }
    }

    @Test(
        "Any way to write Base64 in JSON is read",
        arguments: [
            (#"{"data":"+/+/"}"#, [0xFB, 0xFF, 0xBF]),
            (#"{"data":"\u002B\/\u002b\/"}"#, [0xFB, 0xFF, 0xBF]),
            (#" { "data" : "AQI=" } "#, [1, 2]),
            ("\r\n\t{\"d\\u0061ta\"\n:\t\"AQ\\u003d=\"\r\n}\n", [1]),
        ] as [(String, [UInt8])])
    func spellings(json: String, bytes: [UInt8]) async throws {
        try await withHub { caller, _ in
            let id = try await caller.emptyFileID()
            #expect(try await caller.put("/uploads/\(id)", json: json).status == 200)
            #expect(try await caller.get("/files/\(id)/content").body == Data(bytes))
        }
    }

    @Test("A body is read the same wherever it is cut", arguments: [1, 2, 3, 5, 7, 64])
    func pieces(size: Int) async throws {
        let content = Data((0..<5_000).map { UInt8(truncatingIfNeeded: $0 &* 131) })
        let text = content.base64EncodedString().replacing("/", with: "\\/").replacing("+", with: "\\u002B")
        let body = Data(#"{"data":"\#(text)"}"#.utf8)
        try await withHub { caller, _ in
            let id = try await caller.emptyFileID()
            let offset = SendableBox(0)
            let stream = TransportStream {
                offset.withLock { offset in
                    defer { offset += size }
                    return offset < body.count ? Data(body.dropFirst(offset).prefix(size)) : nil
                }
            }
            let answer = try await caller.hub.respond(
                to: EmulatorRequest(
                    .put, path: "/uploads/\(id)",
                    headers: ["Content-Type": "application/json", "Authorization": "Bearer key"],
                    body: stream))
            #expect(answer.status == 200)
            #expect(try await caller.get("/files/\(id)/content").body == content)
        }
    }

    @Test("The largest chunk is taken whole, its bytes beyond 1 MiB on disk", arguments: [0xFB as UInt8, 0])
    func largest(byte: UInt8) async throws {
        try await withHub { caller, _ in
            let id = try await caller.emptyFileID()
            let chunk = Data(repeating: byte, count: 5_000_000)
            for size in [5_000_000, 10_000_000] {
                #expect(try await caller.append(chunk, to: id)["size"] == .integer(Int64(size)))
            }
            #expect(try await caller.get("/files/\(id)/content").body == chunk + chunk)
        }
    }

    @Test("A file of chunks is no larger than any other, and a chunk too much changes nothing")
    func full() async throws {
        var plan = LDXHubPlan()
        plan.maximumFileSize = 10
        try await withHub(plan: plan) { caller, _ in
            let id = try await caller.emptyFileID()
            #expect(try await caller.append(Data(repeating: 1, count: 8), to: id).status == 200)
            let refused = try await caller.append(Data(repeating: 2, count: 3), to: id)
            #expect(refused.status == 413)
            #expect(refused.string("error.code") == "file_too_large")
            #expect(try await caller.get("/files/\(id)")["size"] == .integer(8))
            #expect(try await caller.append(Data(repeating: 2, count: 2), to: id)["size"] == .integer(10))
            #expect(await caller.hub.ledger.chunksAppended.map(\.count) == [8, 2])
        }
    }

    @Test("An upload under way may be a job's input, as it is when the job is created")
    func partial() async throws {
        try await withHub { caller, time in
            let id = try await caller.emptyFileID("manual.xlf")
            _ = try await caller.append(HubCaller.xliff, to: id)
            let job = try await caller.refine(id)
            _ = try await caller.append(Data("<more>".utf8), to: id)
            let other = try await caller.refine(id)
            try await time.pass(.seconds(10))
            #expect(try await caller.get("/refineloop/jobs/\(job)").string("status") == "completed")
            let failed = try await caller.get("/refineloop/jobs/\(other)")
            #expect(failed.string("error.code") == "invalid_input_file")
        }
    }

    @Test("An upload expires like any file")
    func expired() async throws {
        try await withHub { caller, time in
            let id = try await caller.emptyFileID()
            try await time.pass(.seconds(24 * 60 * 60))
            #expect(try await caller.append(Data([1]), to: id).status == 404)
            #expect(await caller.hub.content(ofFile: id) == nil)
        }
    }
}
