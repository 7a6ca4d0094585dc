import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

@Suite struct LDXHubFilesTests {
    @Test("An upload answers with the file's facts, and they stay the same")
    func upload() async throws {
        try await withHub { caller, time in
            let stored = try await caller.upload("Überprüfung 文書.xlf", Data("hello".utf8))
            #expect(stored.status == 201)
            #expect(stored.headers["Content-Type"] == "application/json")
            #expect(
                stored.keys() == ["created_at", "expires_at", "file_id", "filename", "size", "updated_at"])
            #expect(stored.string("filename") == "Überprüfung 文書.xlf")
            #expect(stored["size"] == .integer(5))
            #expect(stored.string("created_at") == "2026-04-13T11:21:23Z")
            #expect(stored.string("updated_at") == "2026-04-13T11:21:23Z")
            #expect(stored.string("expires_at") == "2026-04-14T11:21:23Z")
            let id = try #require(stored.string("file_id"))
            #expect(id.wholeMatch(of: /[a-z0-9]{32}/) != nil)
            try await time.pass(.seconds(100))
            let shown = try await caller.get("/files/\(id)")
            #expect(shown.status == 200)
            #expect(shown.body == stored.body)
        }
    }

    @Test("The list has the newest first, in the envelope, and no more than it may", arguments: [nil, 2])
    func list(cap: Int?) async throws {
        try await withHub(faults: FaultPlan(listCap: cap)) { caller, time in
            for name in ["1.txt", "2.txt", "3.txt"] {
                _ = try await caller.upload(name)
                try await time.pass(.milliseconds(100))
            }
            let list = try await caller.get("/files")
            #expect(list.keys() == ["data"])
            #expect(list.count("data") == cap ?? 3)
            #expect(list.string("data.0.filename") == "3.txt")
            #expect(list.string("data.1.filename") == "2.txt")
        }
    }

    @Test("A file is gone when it has expired", arguments: ["", "/content"])
    func expiry(path: String) async throws {
        var plan = LDXHubPlan()
        plan.fileLifetime = .seconds(60)
        try await withHub(plan: plan) { caller, time in
            let id = try await caller.fileID()
            try await time.pass(.milliseconds(59_999))
            #expect(try await caller.get("/files/\(id)\(path)").status == 200)
            try await time.pass(.milliseconds(1))
            let gone = try await caller.get("/files/\(id)\(path)")
            #expect(gone.status == 404)
            #expect(gone.string("error.code") == "not_found")
            #expect(try await caller.get("/files").count("data") == 0)
        }
    }

    @Test("An upload lets go of the files that have expired")
    func forgotten() async throws {
        var plan = LDXHubPlan()
        plan.fileLifetime = .seconds(60)
        try await withHub(plan: plan) { caller, time in
            for _ in 0..<5 { _ = try await caller.fileID() }
            try await time.pass(.seconds(30))
            _ = try await caller.fileID()
            try await time.pass(.seconds(30))
            _ = try await caller.fileID()
            #expect(await caller.hub.files.count == 2)
            #expect(await caller.hub.fileOrder.count == 2)
        }
    }

    @Test("A download has the bytes and a name in both forms")
    func download() async throws {
        try await withHub { caller, _ in
            let id = try await caller.upload("Bücher %221%22.xlf", HubCaller.xliff).string("file_id") ?? ""
            let content = try await caller.get("/files/\(id)/content")
            #expect(content.status == 200)
            #expect(content.body == HubCaller.xliff)
            #expect(content.headers["Content-Length"] == String(HubCaller.xliff.count))
            #expect(content.headers["Content-Type"] == "application/octet-stream")
            #expect(content.headers["Accept-Ranges"] == "bytes")
            #expect(content.headers["Last-Modified"] == "Mon, 13 Apr 2026 11:21:23 GMT")
            #expect(
                content.headers["Content-Disposition"]
                    == #"attachment; filename="B_cher _1_.xlf"; filename*=UTF-8''B%C3%BCcher%20%221%22.xlf"#)
        }
    }

    @Test("A plan can leave the name of a download out")
    func noName() async throws {
        var plan = LDXHubPlan()
        plan.namesDownloads = false
        try await withHub(plan: plan) { caller, _ in
            let content = try await caller.get("/files/\(caller.fileID())/content")
            #expect(content.status == 200)
            #expect(content.headers["Content-Disposition"] == nil)
        }
    }

    @Test(
        "A range gives a part of the file",
        arguments: [
            ("bytes=0-4", "abcde", "bytes 0-4/26"), ("bytes=-3", "xyz", "bytes 23-25/26"),
            ("bytes=24-99", "yz", "bytes 24-25/26"),
        ])
    func range(header: String, bytes: String, range: String) async throws {
        try await withHub { caller, _ in
            let id = try await letters(caller)
            let part = try await caller.get("/files/\(id)/content", headers: ["Range": header])
            #expect(part.status == 206)
            #expect(part.text == bytes)
            #expect(part.headers["Content-Range"] == range)
            #expect(part.headers["Content-Length"] == String(bytes.count))
        }
    }

    @Test("A range beyond the end is 416 with the size; one that is none gives all")
    func otherRanges() async throws {
        try await withHub { caller, _ in
            let id = try await letters(caller)
            let beyond = try await caller.get("/files/\(id)/content", headers: ["Range": "bytes=26-"])
            #expect(beyond.status == 416)
            #expect(beyond.headers["Content-Range"] == "bytes */26")
            #expect(beyond.body.isEmpty)
            let lines = try await caller.get("/files/\(id)/content", headers: ["Range": "lines=0-1"])
            #expect(lines.status == 200)
            #expect(lines.body.count == 26)
            #expect(lines.headers["Content-Range"] == nil)
        }
    }

    @Test(
        "If-Unmodified-Since is 412 for a date before the upload, whatever the range",
        arguments: [
            ("Mon, 13 Apr 2026 11:21:22 GMT", nil, 412), ("Mon, 13 Apr 2026 11:21:22 GMT", "bytes=0-1", 412),
            ("Mon, 13 Apr 2026 11:21:23 GMT", "bytes=0-1", 206), ("Mon, 13 Apr 2026 11:21:23 GMT", nil, 200),
            ("yesterday", "bytes=0-1", 206), ("Mon, 13 Apr 2026 11:21:22 GMT", "bytes=99-", 412),
        ])
    func unmodified(date: String, range: String?, status: Int) async throws {
        try await withHub { caller, _ in
            let id = try await letters(caller)
            var headers: TransportHeaders = ["If-Unmodified-Since": date]
            headers["Range"] = range
            #expect(try await caller.get("/files/\(id)/content", headers: headers).status == status)
        }
    }

    @Test("A large file goes to disk while it comes, and back in pieces")
    func large() async throws {
        try await withHub { caller, _ in
            let size = 8 << 20
            let head = Data(
                "--cut-here\r\nContent-Disposition: form-data; name=\"file\"; filename=\"big\"\r\n\r\n".utf8)
            let tail = Data("\r\n--cut-here--\r\n".utf8)
            let body = TransportBody.stream(length: Int64(head.count + size + tail.count)) {
                let sent = SendableBox(-1)
                return TransportStream {
                    let place = sent.withLock {
                        $0 += 1
                        return $0
                    }
                    switch place {
                    case 0: return head
                    case 1...512: return Data(repeating: UInt8(truncatingIfNeeded: place), count: size / 512)
                    case 513: return tail
                    default: return nil
                    }
                }
            }
            let stored = try await caller.send(
                .post, "/files", headers: ["Content-Type": "multipart/form-data; boundary=cut-here"],
                body: body)
            #expect(stored["size"] == .integer(Int64(size)))
            let id = try #require(stored.string("file_id"))
            #expect(await caller.hub.bytesInMemory(of: id) == 0)
            let content = try await caller.start(.get, "/files/\(id)/content")
            var count = 0
            var largest = 0
            for try await chunk in content.body {
                #expect(chunk.first == UInt8(truncatingIfNeeded: count / (size / 512) + 1))
                count += chunk.count
                largest = max(largest, chunk.count)
            }
            #expect(count == size)
            #expect(largest <= 1 << 18)
        }
    }

    @Test("The limit of file requests answers 429 and says when to come back")
    func rateLimit() async throws {
        var plan = LDXHubPlan()
        plan.fileRequestsPerMinute = 2
        try await withHub(plan: plan) { caller, time in
            #expect(try await caller.get("/files").status == 200)
            try await time.pass(.milliseconds(20_500))
            #expect(try await caller.get("/files").status == 200)
            let third = try await caller.get("/files")
            #expect(third.status == 429)
            #expect(third.headers["Retry-After"] == "40")
            #expect(try await caller.get("/refineloop/jobs").status == 200)
            try await time.pass(.seconds(40))
            #expect(try await caller.get("/files").status == 200)
        }
    }

    private func letters(_ caller: HubCaller) async throws -> String {
        let alphabet = Data("abcdefghijklmnopqrstuvwxyz".utf8)
        return try await caller.upload("letters.txt", alphabet).string("file_id") ?? ""
    }
}

extension LDXHubEmulator {
    fileprivate func bytesInMemory(of id: String) -> Int? { files[id]?.body.bytesInMemory }
}
