import Foundation
import LDXHub
import LanguageJobsTesting
import Testing

@Suite("Files at LDX hub")
struct LDXFilesTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "ldx-files-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func client(_ mock: MockTransport) throws -> LDXHubClient {
        try LDXHubClient(credential: .value("k"), transport: mock)
    }

    @Test("are uploaded as one part named file, whichever success answers", arguments: [200, 201])
    func upload(status: Int) async throws {
        let mock = MockTransport {
            Exchange(
                .post("/files").body(
                    multipart: ExpectedPart("file", filename: "manual.xlf", content: Data("<xliff/>".utf8))),
                .status(status, json: #"{"file_id":"f1","filename":"manual.xlf","size":8}"#))
        }
        let place = folder.appending(path: "manual.xlf")
        try Data("<xliff/>".utf8).write(to: place)
        let file = try await client(mock).files.upload(.file(place))
        #expect(file == LDXFile(id: "f1", filename: "manual.xlf", size: 8))
        try mock.verify()
    }

    @Test("are uploaded again after a failure that may pass: an orphan expires by itself")
    func uploadAgain() async throws {
        let setup = try EmulatedHub(faults: FaultPlan([.call(1, of: .uploadFile, .dropAfter)]))
        try await setup.time.run {
            let file = try await setup.ldx.files.upload(.data(Data("abc".utf8), filename: "a.txt"))
            let ledger = await setup.hub.ledger
            #expect(ledger.filesStored.map(\.size) == [3, 3])
            #expect(ledger.filesStored.last?.id == file.id.rawValue)
        }
        #expect(setup.events.lines == ["files.upload retry 1"])
    }

    @Test("report the progress of their upload, from nothing to all of it")
    func progress() async throws {
        let setup = try EmulatedHub()
        let seen = SendableBox<[Double]>([])
        try await setup.time.run {
            _ = try await setup.ldx.files.upload(
                .data(Data(repeating: 7, count: 3_000_000), filename: "a.bin")
            ) { progress in seen.withLock { $0.append(progress.fractionCompleted) } }
        }
        #expect(seen.current.last == 1)
        #expect(seen.current == seen.current.sorted())
    }

    @Test(
        "are refused before anything is sent when they can't be uploaded",
        arguments: [
            ("missing.xlf", ClientError.Code.fileUnavailable, "There is no file at"),
            ("empty.xlf", .invalidRequest, "is empty"),
            ("folder", .fileUnavailable, "is a folder"),
            ("large.bin", .fileTooLarge, "209715200"),
        ])
    func refused(name: String, code: ClientError.Code, words: String) async throws {
        try Data().write(to: folder.appending(path: "empty.xlf"))
        try FileManager.default.createDirectory(
            at: folder.appending(path: "folder"), withIntermediateDirectories: true)
        let large = folder.appending(path: "large.bin")
        #expect(FileManager.default.createFile(atPath: large.path, contents: nil))
        let handle = try FileHandle(forWritingTo: large)
        try handle.truncate(atOffset: 209_715_201)
        try handle.close()
        let mock = MockTransport {}
        let ldx = try client(mock)
        await #expect {
            _ = try await ldx.files.upload(.file(folder.appending(path: name)))
        } throws: { error in
            let error = error as? ClientError
            return error?.code == code && error?.message.contains(words) == true
        }
        #expect(mock.requests.isEmpty)
    }

    @Test("whose answer has no id are an unexpected response, with the request id")
    func noID() async throws {
        let mock = MockTransport {
            Exchange(
                .post("/files"), .status(200, json: #"{"filename":"a"}"#).header("zp-rid", "rid-7"))
        }
        let ldx = try client(mock)
        await #expect {
            _ = try await ldx.files.upload(.data(Data("x".utf8), filename: "a"))
        } throws: { error in
            let error = error as? ClientError
            return error?.code == .unexpectedResponse && error?.requestID == "rid-7" && error?.status == 200
        }
    }

    @Test("that are gone are told apart from other things that are not there")
    func gone() async throws {
        let setup = try EmulatedHub()
        try await setup.time.run {
            await #expect {
                try await setup.ldx.files.download("nosuchfile", to: folder.appending(path: "x"))
            } throws: { error in
                (error as? ClientError)?.code == .resultExpired && (error as? ClientError)?.status == 404
            }
            await #expect {
                _ = try await setup.ldx.files.info("nosuchfile")
            } throws: {
                ($0 as? ClientError)?.code == .notFound
            }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }

    @Test("come back byte for byte, under the name that was chosen here")
    func roundTrip() async throws {
        let setup = try EmulatedHub()
        let bytes = Data((0..<2_500_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        try await setup.time.run {
            let file = try await setup.ldx.files.upload(.data(bytes, filename: "../../etc/évil\".bin"))
            let saved = try await setup.ldx.files.download(file.id, to: folder.appending(path: "mine.bin"))
            #expect(saved.size == 2_500_000)
            #expect(saved.suggestedName == "évil\".bin")
            let info = try await setup.ldx.files.info(file.id)
            #expect(info.size == 2_500_000)
            #expect(try await setup.ldx.files.list().map(\.id) == [file.id])
        }
        #expect(try Data(contentsOf: folder.appending(path: "mine.bin")) == bytes)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["mine.bin"])
    }

    @Test("whose download is cut go on where it stopped", arguments: [1, 1_000_000, 2_499_999])
    func resumed(at count: Int) async throws {
        let setup = try EmulatedHub(faults: FaultPlan([.call(1, of: .downloadFile, .truncated(at: count))]))
        let bytes = Data((0..<2_500_000).map { UInt8(truncatingIfNeeded: $0 &* 17) })
        try await setup.time.run {
            let file = try await setup.ldx.files.upload(.data(bytes, filename: "a.bin"))
            try await setup.ldx.files.download(file.id, to: folder.appending(path: "a.bin"))
            #expect(
                await setup.hub.ledger.requests.filter { $0.operation == .downloadFile }.map(\.status) == [
                    200, 206,
                ])
        }
        #expect(try Data(contentsOf: folder.appending(path: "a.bin")) == bytes)
    }
}
