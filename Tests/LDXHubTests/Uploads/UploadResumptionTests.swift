import Foundation
import LDXHub
import LanguageJobsTesting
import Testing

@Suite("Uploads that were interrupted")
struct UploadResumptionTests {
    /// Three chunks: 65,536, 65,535 and 9 bytes.
    private let bytes = UploadRig.bytes(131_080)
    private let folder: URL
    private var place: URL { folder.appending(path: "a.bin") }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "ldx-uploads-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try bytes.write(to: place)
    }

    /// An upload that its process left after so many checkpoints, as another process reads it.
    private func interrupted(_ rig: UploadRig, at checkpoint: Int, _ source: UploadSource? = nil) async throws
        -> LDXUpload
    {
        await #expect {
            _ = try await rig.upload(source ?? .file(place), stoppingAt: checkpoint)
        } throws: { error in
            let error = error as? ClientError
            return error?.code == .clientCodeFailed && error?.underlying is UploadRig.Stop
        }
        let last = try #require(rig.kept.current.last)
        return try JSONDecoder().decode(LDXUpload.self, from: try JSONEncoder().encode(last))
    }

    @Test("go on where they stopped, in another process", arguments: [1, 2, 3])
    func goOn(checkpoint: Int) async throws {
        let rig = try UploadRig()
        let upload = try await interrupted(rig, at: checkpoint)
        #expect(upload.confirmed == [0, 65_536, 131_071][checkpoint - 1])
        #expect(upload.progress == TransferProgress(completed: upload.confirmed, total: 131_080))
        let sent = rig.peer.lines.count
        let other = try UploadRig(rig.peer)
        let file = try await other.resume(upload, .file(place))
        #expect(file == LDXFile(id: "f1", size: 131_080))
        #expect(rig.peer.bytes("f1") == bytes)
        let left = ["append f1 65536", "append f1 65535", "append f1 9"].dropFirst(checkpoint - 1)
        let look = "look f1 \(upload.confirmed)"
        // Twice, since the chunk after the last confirmed one may still come.
        #expect(rig.peer.lines[sent...] == [look, look] + left + ["look f1 131080"])
        #expect(other.progress.current.first == upload.confirmed)
        #expect(other.progress.current.last == 131_080)
    }

    @Test("are done when all was sent but the last look")
    func lastLook() async throws {
        let rig = try UploadRig()
        let upload = try await interrupted(rig, at: 4)
        let file = try await UploadRig(rig.peer).resume(upload, .file(place))
        #expect(file.size == 131_080)
        #expect(rig.peer.lines.suffix(2) == ["append f1 9", "look f1 131080"])
        #expect(rig.peer.time.now == .zero)
    }

    @Test("do not send a chunk again that arrived while nobody listened")
    func arrived() async throws {
        let rig = try UploadRig()
        let upload = try await interrupted(rig, at: 2)
        rig.peer.append(bytes[65_536..<131_071], to: "f1")
        let other = try UploadRig(rig.peer)
        _ = try await other.resume(upload, .file(place))
        #expect(rig.peer.bytes("f1") == bytes)
        #expect(rig.peer.lines.suffix(3) == ["look f1 131071", "append f1 9", "look f1 131080"])
        #expect(other.kept.current.map(\.confirmed) == [131_071, 131_080])
    }

    @Test("wait for a chunk that was on its way when they were interrupted")
    func onItsWay() async throws {
        let rig = try UploadRig([.answered, .late(.seconds(4))])
        let upload = try await cancelled(rig, after: .seconds(1))
        #expect(upload.confirmed == 65_536)
        let file = try await UploadRig(rig.peer).resume(upload, .data(bytes, filename: "a.bin"))
        #expect(file.id == "f1")
        #expect(rig.peer.bytes("f1") == bytes)
        #expect(
            rig.peer.lines.dropFirst(3) == [
                "look f1 65536", "look f1 65536", "look f1 131071", "append f1 9", "look f1 131080",
            ])
        #expect(rig.peer.time.now == .seconds(6))
    }

    /// An upload whose task is cancelled.
    private func cancelled(_ rig: UploadRig, after delay: Duration) async throws -> LDXUpload {
        let time = rig.peer.time
        let bytes = bytes
        await #expect(throws: CancellationError.self) {
            try await time.run {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        let chunks = LDXUploadMethod.chunks(.init(size: UploadRig.chunk)) { upload in
                            rig.kept.withLock { $0.append(upload) }
                        }
                        _ = try await rig.ldx.files.upload(.data(bytes, filename: "a.bin"), by: chunks)
                    }
                    try await time.sleep(until: delay)
                    group.cancelAll()
                    try await group.waitForAll()
                }
            }
        }
        return try #require(rig.kept.current.last)
    }

    @Test("are begun anew when the service has no such file any more")
    func expired() async throws {
        let rig = try UploadRig()
        let upload = try await interrupted(rig, at: 3)
        rig.peer.forget("f1")
        let other = try UploadRig(rig.peer)
        let file = try await other.resume(upload, .file(place))
        #expect(file.id == "f2")
        #expect(rig.peer.bytes("f2") == bytes)
        #expect(rig.peer.lines.dropFirst(3).prefix(2) == ["look f1 gone", "begin f2 a.bin"])
        #expect(other.kept.current.first?.fileID == "f2")
    }

    @Test("are begun anew when the file has a size that it can't have")
    func damaged() async throws {
        let rig = try UploadRig()
        let upload = try await interrupted(rig, at: 3)
        rig.peer.append(Data(count: 3), to: "f1")
        let file = try await UploadRig(rig.peer).resume(upload, .file(place))
        #expect(file.id == "f2")
        #expect(rig.peer.bytes("f2") == bytes)
    }

    @Test("end with an error when that was once too often", arguments: [true, false])
    func exhausted(isGone: Bool) async throws {
        let rig = try UploadRig()
        let upload = try await interrupted(rig, at: 3)
        if isGone { rig.peer.forget("f1") } else { rig.peer.append(Data(count: 3), to: "f1") }
        await #expect {
            _ = try await UploadRig(rig.peer).resume(upload, .file(place), .init(maxSessions: 1))
        } throws: { error in
            let error = error as? ClientError
            let words =
                isGone
                ? "the service did not have the file any more"
                : "had 131074 bytes where it could have 131071 or 131080"
            return error?.code == .uploadFailed && error?.message.contains(words) == true
        }
    }

    @Test("wait before the last look when a chunk was sent again in the process before")
    func duplicateOfAnotherProcess() async throws {
        // Lost, sent again by the first process; it comes a second time after the other process has sent the rest.
        let peer = UploadPeer([.late(.seconds(8))])
        let rig = try UploadRig(peer)
        let upload = try await interrupted(rig, at: 3)
        #expect(upload.confirmed == 65_536)
        #expect(
            rig.peer.lines == [
                "begin f1 a.bin", "append f1 65536", "look f1 0", "look f1 0", "append f1 65536",
            ])
        let file = try await UploadRig(peer).resume(upload, .file(place))
        #expect(file.id == "f2")
        #expect(peer.bytes("f2") == bytes)
    }

    @Test(
        "refuse a source that is not what it was",
        arguments: [
            ("longer", "it has 131081 bytes now, and had 131080"), ("shorter", "it has 131079 bytes now"),
            ("written to", "it was written to since then"),
        ])
    func changed(how: String, words: String) async throws {
        let rig = try UploadRig()
        let upload = try await interrupted(rig, at: 2)
        let sent = rig.peer.lines
        switch how {
        case "longer": try (bytes + [1]).write(to: place)
        case "shorter": try bytes.dropLast().write(to: place)
        default:
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: 1_700_000_000)], ofItemAtPath: place.path)
        }
        await #expect {
            _ = try await UploadRig(rig.peer).resume(upload, .file(place))
        } throws: { error in
            let error = error as? ClientError
            return error?.code == .sourceChanged && error?.message.contains(words) == true
        }
        #expect(rig.peer.lines == sent)
    }

    @Test("refuse a source with other bytes, also when its size and its date are the same")
    func changedInside() async throws {
        let rig = try UploadRig()
        let date = [FileAttributeKey.modificationDate: Date(timeIntervalSince1970: 1_700_000_000)]
        try FileManager.default.setAttributes(date, ofItemAtPath: place.path)
        let upload = try await interrupted(rig, at: 2)
        var other = bytes
        other[65_535] ^= 1
        try other.write(to: place)
        try FileManager.default.setAttributes(date, ofItemAtPath: place.path)
        await #expect {
            _ = try await UploadRig(rig.peer).resume(upload, .file(place))
        } throws: {
            ($0 as? ClientError)?.code == .sourceChanged
        }
        try bytes.write(to: place)
        try FileManager.default.setAttributes(date, ofItemAtPath: place.path)
        #expect(try await UploadRig(rig.peer).resume(upload, .file(place)).size == 131_080)
    }

    @Test("refuse other bytes in memory, also where nothing was sent yet")
    func changedBytes() async throws {
        let rig = try UploadRig()
        let upload = try await interrupted(rig, at: 2, .data(bytes, filename: "a.bin"))
        var other = bytes
        other[131_079] ^= 1
        for source in [UploadSource.data(other, filename: "a.bin"), .file(place)] {
            await #expect {
                _ = try await UploadRig(rig.peer).resume(upload, source)
            } throws: {
                ($0 as? ClientError)?.code == .sourceChanged
            }
        }
        #expect(try await UploadRig(rig.peer).resume(upload, .data(bytes, filename: "a.bin")).size == 131_080)
        #expect(rig.peer.bytes("f1") == bytes)
    }

    /// Changes a file in place when the second chunk is about to be sent.
    private struct Scribbler: ClientObserver {
        let place: URL
        let chunks = SendableBox(0)

        func observe(_ event: ClientEvent) {
            guard case .request("files.append", _, _, _) = event,
                chunks.withLock({
                    $0 += 1; return $0
                }) == 2
            else { return }
            UploadResumptionTests.scribble(place)
        }
    }

    private static func scribble(_ place: URL) {
        guard let handle = try? FileHandle(forWritingTo: place) else { return }
        try? handle.seek(toOffset: 131_079)
        try? handle.write(contentsOf: Data([0, 0, 0]))
        try? handle.close()
    }

    @Test("stop when the source changes between two chunks, or while one is sent", arguments: [true, false])
    func changesMeanwhile(isBetween: Bool) async throws {
        let place = place
        let rig = try UploadRig { if !isBetween { $0.observer = Scribbler(place: place) } }
        await #expect {
            try await rig.peer.time.run {
                _ = try await rig.ldx.files.upload(
                    .file(place),
                    by: .chunks(.init(size: UploadRig.chunk)) { upload in
                        if isBetween, upload.confirmed == 65_536 { Self.scribble(place) }
                    })
            }
        } throws: { error in
            let error = error as? ClientError
            return error?.code == .sourceChanged
                && error?.message.contains("it was written to while it was read") == true
        }
        #expect(rig.peer.lines == ["begin f1 a.bin", "append f1 65536"])
    }

    @Test("are refused by the client of another address, which sends nothing")
    func otherOrigin() async throws {
        let rig = try UploadRig()
        let upload = try await interrupted(rig, at: 2)
        let sent = rig.peer.lines
        await #expect {
            _ = try await UploadRig(rig.peer, address: "https://other.test").resume(upload, .file(place))
        } throws: { error in
            let error = error as? ClientError
            return error?.code == .invalidRequest && error?.message.contains("https://hub.test") == true
        }
        #expect(rig.peer.lines == sent)
    }

    @Test(
        "are refused with values that no upload has",
        arguments: [
            #""confirmed":65537"#, #""confirmed":-1"#, #""confirmed":131081"#, #""size":0"#,
            #""size":209715201"#,
            #""chunk_size":1"#, #""chunk_size":-5"#, #""sessions":0"#,
        ])
    func impossible(member: String) async throws {
        let rig = try UploadRig()
        let upload = try await interrupted(rig, at: 2)
        let name = try #require(member.split(separator: ":").first)
        var text = String(decoding: try JSONEncoder().encode(upload), as: UTF8.self)
        text = text.replacing(try Regex(#"\#(name):-?[0-9]+"#), with: member)
        let changed = try JSONDecoder().decode(LDXUpload.self, from: Data(text.utf8))
        await #expect {
            _ = try await UploadRig(rig.peer).resume(changed, .file(place))
        } throws: {
            ($0 as? ClientError)?.code == .invalidRequest
        }
    }

    @Test("pause when their task is cancelled, and go on later")
    func paused() async throws {
        let rig = try UploadRig([.answered, .dropBefore])
        let upload = try await cancelled(rig, after: .seconds(2))
        #expect(rig.peer.time.now == .seconds(2))
        #expect(rig.peer.lines.last == "look f1 65536")
        let file = try await UploadRig(rig.peer).resume(upload, .data(bytes, filename: "a.bin"))
        #expect(file.id == "f1")
        #expect(rig.peer.bytes("f1") == bytes)
    }
}
