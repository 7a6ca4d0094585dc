import Foundation
import LDXHub
import LanguageJobsTesting
import Testing

@Suite("Uploads by chunks")
struct ChunkedUploadTests {
    /// Three chunks: 65,536, 65,535 and 9 bytes.
    private let bytes = UploadRig.bytes(131_080)

    private var source: UploadSource { .data(bytes, filename: "a.bin") }

    @Test("are begun, sent in order, and looked at before they are used")
    func plain() async throws {
        let rig = try UploadRig()
        let file = try await rig.upload(source)
        #expect(file == LDXFile(id: "f1", size: 131_080))
        #expect(rig.peer.bytes("f1") == bytes)
        #expect(
            rig.peer.lines == [
                "begin f1 a.bin", "append f1 65536", "append f1 65535", "append f1 9", "look f1 131080",
            ])
        #expect(rig.kept.current.map(\.confirmed) == [0, 65_536, 131_071, 131_080])
        #expect(rig.progress.current == [0, 32_767, 65_536, 98_303, 131_071, 131_075, 131_080])
        #expect(rig.peer.time.now == .zero)
    }

    @Test("send each chunk as Base64 in one member")
    func wire() async throws {
        let data = Data([0xFB, 0xFF, 0xFE, 0x00])
        let mock = MockTransport {
            Exchange(
                .post("/uploads").header("Authorization", "Bearer k").body(json: #"{"filename":"é.xlf"}"#),
                .status(201, json: #"{"file_id":"u7","filename":"é.xlf","size":0}"#))
            Exchange(
                .put("/uploads/u7").header("Authorization", "Bearer k")
                    .header("Content-Type", "application/json")
                    .body(Data(#"{"data":"+//+AA=="}"#.utf8)),
                .json(#"{"file_id":"u7","size":4}"#))
            Exchange(.get("/files/u7").noBody(), .json(#"{"file_id":"u7","filename":"é.xlf","size":4}"#))
        }
        let ldx = try LDXHubClient(credential: .value("k"), transport: mock)
        let file = try await ldx.files.upload(.data(data, filename: "é.xlf"), by: .chunks { _ in })
        #expect(file == LDXFile(id: "u7", filename: "é.xlf", size: 4))
        try mock.verify()
    }

    /// What became of the second chunk, what is then asked and sent, and how long that takes.
    struct Row: Sendable, CustomTestStringConvertible {
        var name: String
        var fates: [UploadPeer.Fate]
        var lines: [String]
        var settled: Duration
        var testDescription: String { name }
    }

    static let rows = [
        Row(
            name: "the answer was lost, the chunk is there: go on",
            fates: [.answered, .dropAfter], lines: ["append f1 65535", "look f1 131071"], settled: .zero),
        Row(
            name: "an error of the server, the chunk is there: go on",
            fates: [.answered, .status(502, applied: true)], lines: ["append f1 65535", "look f1 131071"],
            settled: .zero),
        Row(
            name: "an answer that can't be read, the chunk is there: go on",
            fates: [.answered, .says("<html>")], lines: ["append f1 65535", "look f1 131071"], settled: .zero),
        Row(
            name: "an answer without a size, the chunk is there: go on",
            fates: [.answered, .says(#"{"file_id":"f1"}"#)], lines: ["append f1 65535", "look f1 131071"],
            settled: .zero),
        Row(
            name: "the chunk came late, within the settle time: go on",
            fates: [.answered, .late(.seconds(3))],
            lines: ["append f1 65535", "look f1 65536", "look f1 131071"], settled: .seconds(5)),
        Row(
            name: "the chunk was lost: send it again, and settle before the end",
            fates: [.answered, .dropBefore],
            lines: ["append f1 65535", "look f1 65536", "look f1 65536", "append f1 65535"],
            settled: .seconds(10)),
        Row(
            name: "an error of the server, the chunk is not there: send it again",
            fates: [.answered, .status(503, applied: false)],
            lines: ["append f1 65535", "look f1 65536", "look f1 65536", "append f1 65535"],
            settled: .seconds(10)),
        Row(
            name: "the server named a longer wait than the settle time",
            fates: [.answered, .status(503, applied: false, headers: ["Retry-After": "9"])],
            lines: ["append f1 65535", "look f1 65536", "look f1 65536", "append f1 65535"],
            settled: .seconds(14)),
        Row(
            name: "lost, sent again, and lost again though it is there",
            fates: [.answered, .dropBefore, .dropAfter],
            lines: [
                "append f1 65535", "look f1 65536", "look f1 65536", "append f1 65535", "look f1 131071",
            ],
            settled: .seconds(10)),
        Row(
            name: "no connection: nothing to settle, send it again",
            fates: [.answered, .refused], lines: ["refused", "append f1 65535"], settled: .milliseconds(500)),
        Row(
            name: "too many requests: nothing to settle, send it again",
            fates: [.answered, .status(429, applied: false, headers: ["Retry-After": "2"])],
            lines: ["append f1 65535", "append f1 65535"], settled: .seconds(2)),
        Row(
            name: "the service waited too long for the request: send it again, and settle before the end",
            fates: [.answered, .status(408, applied: false)], lines: ["append f1 65535", "append f1 65535"],
            settled: .milliseconds(5_500)),
    ]

    @Test("settle a chunk whose answer was lost by the file's size", arguments: rows)
    func settled(row: Row) async throws {
        let rig = try UploadRig(row.fates)
        let file = try await rig.upload(source)
        #expect(file.id == "f1")
        #expect(rig.peer.bytes("f1") == bytes)
        #expect(
            rig.peer.lines
                == ["begin f1 a.bin", "append f1 65536"] + row.lines + ["append f1 9", "look f1 131080"])
        // Delays of the policy are a random part of half a second.
        #expect((row.settled - .milliseconds(500)...row.settled).contains(rig.peer.time.now))
    }

    @Test("give up a file in which a chunk came late after all, and begin another one")
    func lateDuplicate() async throws {
        // Sent again after 5 s, and both arrive.
        let rig = try UploadRig([.answered, .late(.seconds(6)), .late(.milliseconds(1)), .answered])
        let file = try await rig.upload(source)
        #expect(file.id == "f2")
        #expect(rig.peer.bytes("f2") == bytes)
        #expect(
            rig.peer.lines == [
                "begin f1 a.bin", "append f1 65536", "append f1 65535", "look f1 65536", "look f1 65536",
                "append f1 65535", "look f1 65536", "look f1 196606",
                "begin f2 a.bin", "append f2 65536", "append f2 65535", "append f2 9", "look f2 131080",
            ])
        #expect(rig.kept.current.map(\.fileID) == ["f1", "f1", "f1", "f2", "f2", "f2", "f2"])
        #expect(rig.kept.current.map(\.confirmed) == [0, 65_536, 65_536, 0, 65_536, 131_071, 131_080])
    }

    @Test("tell a late duplicate from the chunk that is waited for, since no two have the same length")
    func duplicateOfAnotherChunk() async throws {
        // The first chunk is lost, sent again, and comes a second time just when the answer to the second is lost.
        let bytes = UploadRig.bytes(200_000)
        let rig = try UploadRig([.late(.seconds(7)), .answered, .dropBefore])
        let file = try await rig.upload(.data(bytes, filename: "a.bin"))
        #expect(file.id == "f2")
        #expect(rig.peer.bytes("f2") == bytes)
        #expect(
            rig.peer.lines.prefix(7) == [
                "begin f1 a.bin", "append f1 65536", "look f1 0", "look f1 0", "append f1 65536",
                "append f1 65535", "look f1 65536",
            ])
        // Not 131,071, which would be the second chunk.
        #expect(rig.peer.lines[7...8] == ["look f1 131072", "begin f2 a.bin"])
    }

    @Test("wait before the last look when a chunk was sent again, and see what came late")
    func lateAtTheEnd() async throws {
        let rig = try UploadRig([.answered, .answered, .late(.seconds(9))])
        let file = try await rig.upload(source)
        #expect(file.id == "f2")
        #expect(rig.peer.bytes("f2") == bytes)
        #expect(rig.peer.lines[6...8] == ["append f1 9", "look f1 131089", "begin f2 a.bin"])
        #expect(rig.peer.time.now == .seconds(10))
    }

    @Test("wait longer for late chunks with each file that had to be given up")
    func longerSettling() async throws {
        let rig = try UploadRig([.late(.seconds(6)), .answered, .answered, .answered, .late(.seconds(6))])
        let file = try await rig.upload(source)
        #expect(file.id == "f2")
        #expect(rig.peer.bytes("f2") == bytes)
        #expect(
            rig.peer.lines.filter { $0.hasPrefix("look f2") } == [
                "look f2 0", "look f2 65536", "look f2 131080",
            ])
    }

    @Test("end with an error that says what happened when every file was damaged")
    func exhausted() async throws {
        let rig = try UploadRig([.says(#"{"size":70000}"#), .says(#"{"size":70000}"#)])
        await #expect {
            _ = try await rig.upload(source, .init(size: UploadRig.chunk, maxSessions: 2))
        } throws: { error in
            let error = error as? ClientError
            return error?.code == .uploadFailed
                && error?.message
                    == "“a.bin” was begun 2 times at the service and never got there unharmed. The last time "
                    + "(file f2, 0 of 131080 bytes confirmed) the file had 70000 bytes where it could have 0 or 65536, "
                    + "so a chunk was appended late or twice. Upload it anew later, with a longer settle time, or in one request."
        }
        #expect(rig.peer.lines == ["begin f1 a.bin", "append f1 65536", "begin f2 a.bin", "append f2 65536"])
    }

    @Test(
        "end when a chunk does not get through, with what happened and what to do",
        arguments: [
            (UploadPeer.Fate.dropBefore, ClientError.Code.connectionLost, "Cut."),
            (.status(503, applied: false), .serviceFailed, "The service failed."),
        ])
    func stuck(fate: UploadPeer.Fate, code: ClientError.Code, words: String) async throws {
        let rig = try UploadRig(Array(repeating: fate, count: 4))
        await #expect {
            _ = try await rig.upload(source)
        } throws: { error in
            let error = error as? ClientError
            return error?.code == code
                && error?.message.hasPrefix("The upload of “a.bin” stopped at 0 of 131080 bytes") == true
                && error?.message.contains("Resume the upload later. \(words)") == true
        }
        #expect(rig.peer.lines.count { $0.hasPrefix("append") } == 4)
        #expect(rig.peer.bytes("f1") == Data())
    }

    @Test(
        "end at once with what the service refuses",
        arguments: [
            (400, ClientError.Code.rejected), (401, .unauthorized), (413, .fileTooLarge),
        ])
    func refused(status: Int, code: ClientError.Code) async throws {
        let rig = try UploadRig([.status(status, applied: false)])
        await #expect {
            _ = try await rig.upload(source)
        } throws: {
            ($0 as? ClientError)?.code == code && ($0 as? ClientError)?.status == status
        }
        #expect(rig.peer.lines == ["begin f1 a.bin", "append f1 65536"])
    }

    @Test("send nothing again when nobody tells what became of a chunk")
    func nobodyTells() async throws {
        let rig = try UploadRig([.dropBefore], failsToTell: true)
        await #expect {
            _ = try await rig.upload(source)
        } throws: {
            ($0 as? ClientError)?.code == .connectionLost && ($0 as? ClientError)?.operation == "files.info"
        }
        #expect(rig.peer.lines == ["begin f1 a.bin", "append f1 65536"])
    }

    @Test("are read back and compared when that is asked for")
    func verified() async throws {
        let rig = try UploadRig([.answered, .altered])
        let file = try await rig.upload(source, .init(size: UploadRig.chunk, verifies: true))
        #expect(file.id == "f2")
        #expect(rig.peer.bytes("f2") == bytes)
        #expect(rig.peer.lines.filter { $0.hasPrefix("read") } == ["read f1", "read f2"])
        let trusting = try UploadRig([.answered, .altered])
        #expect(try await trusting.upload(source).id == "f1")
    }

    @Test("go to another file when the service forgets the one that was begun")
    func forgotten() async throws {
        let rig = try UploadRig()
        let file = try await rig.peer.time.run {
            try await rig.ldx.files.upload(
                source,
                by: .chunks(.init(size: UploadRig.chunk)) { upload in
                    if upload.fileID == "f1", upload.confirmed == 65_536 { rig.peer.forget("f1") }
                })
        }
        #expect(file.id == "f2")
        #expect(rig.peer.bytes("f2") == bytes)
        #expect(rig.peer.lines[2...3] == ["append f1 gone", "begin f2 a.bin"])
    }

    @Test("stop when the service does not say how large the file is")
    func unknownSize() async throws {
        let mock = MockTransport {
            Exchange(.post("/uploads"), .json(#"{"file_id":"u7"}"#))
            Exchange(.put("/uploads/u7"), .failure(TransportFailure(.connectionLost, "Cut.")))
            Exchange(.get("/files/u7"), .json(#"{"file_id":"u7"}"#))
        }
        let ldx = try LDXHubClient(credential: .value("k"), transport: mock)
        await #expect {
            _ = try await ldx.files.upload(source, by: .chunks)
        } throws: {
            ($0 as? ClientError)?.code == .unexpectedResponse
        }
        try mock.verify()
    }

    @Test("take bytes that are a part of others for what they are")
    func slice() async throws {
        let rig = try UploadRig()
        let part = bytes[1_000..<100_000]
        _ = try await rig.upload(.data(part, filename: "a.bin"))
        #expect(rig.peer.bytes("f1") == part)
    }

    @Test(
        "are refused before anything is sent with options that are out of range",
        arguments: [
            (LDXChunkOptions(size: 65_535), "65536 to 5000000"), (.init(size: 5_000_001), "65536 to 5000000"),
            (.init(settleTime: .seconds(-1)), "0 to 600"), (.init(settleTime: .seconds(601)), "0 to 600"),
            (.init(maxSessions: 0), "1 to 10"), (.init(maxSessions: 11), "1 to 10"),
        ])
    func outOfRange(options: LDXChunkOptions, range: String) async throws {
        let rig = try UploadRig()
        await #expect {
            _ = try await rig.upload(source, options)
        } throws: {
            ($0 as? ClientError)?.code == .invalidRequest
                && ($0 as? ClientError)?.message.contains(range) == true
        }
        #expect(rig.peer.lines.isEmpty)
    }
}
