import Foundation
import LanguageJobs
import LanguageJobsTesting
import Testing

/// A download that nothing interrupts, and what becomes of the file.
@Suite struct DownloadTests {
    @Test("A file is fetched in one request, as it is, and what was said of it is kept")
    func whole() async throws {
        let rig = try DownloadRig([
            .answer(
                200, "hello world",
                [
                    "content-length": "11", "content-type": "application/xliff+xml",
                    "content-disposition": #"attachment; filename="refined.xlf""#,
                ])
        ])
        let file = try await rig.download()
        #expect(
            file
                == DownloadedFile(
                    url: rig.folder.file("out.xlf"), size: 11, suggestedName: "refined.xlf",
                    contentType: "application/xliff+xml"))
        #expect(try rig.folder.text("out.xlf") == "hello world")
        #expect(try rig.folder.names == ["out.xlf"])
        #expect(rig.progress.current == [TransferProgress(completed: 11, total: 11)])
        let sent = try #require(rig.rig.transport.requests.first)
        #expect(sent.headers["range"] == nil)
        #expect(sent.headers["accept"] == "*/*")
        #expect(sent.headers["accept-encoding"] == "identity")
        #expect(sent.responseLimit == nil)
    }

    @Test("An empty file is a file")
    func empty() async throws {
        let rig = try DownloadRig([.answer(200, "", ["content-length": "0"])])
        #expect(try await rig.download().size == 0)
        #expect(try rig.folder.text("out.xlf") == "")
    }

    @Test("The length of a coded body is not the file's")
    func coded() async throws {
        let rig = try DownloadRig([
            .answer(200, "hello world", ["content-length": "5", "content-encoding": "gzip"])
        ])
        #expect(try await rig.download().size == 11)
        #expect(rig.progress.current == [TransferProgress(completed: 11, total: nil)])
    }

    @Test("A suggested name never chooses the place")
    func suggestedName() async throws {
        let rig = try DownloadRig([
            .answer(200, "x", ["content-disposition": #"attachment; filename="../../evil.sh""#])
        ])
        #expect(try await rig.download().suggestedName == "evil.sh")
        #expect(try rig.folder.names == ["out.xlf"])
    }

    @Test("A file that is there is replaced")
    func replaced() async throws {
        let rig = try DownloadRig([.answer(200, "new")])
        try "old and longer".data.write(to: rig.folder.file("out.xlf"))
        try await rig.download()
        #expect(try rig.folder.text("out.xlf") == "new")
        #expect(try rig.folder.names == ["out.xlf"])
    }

    @Test("A file that must not be replaced is an error before anything is sent")
    func notReplaced() async throws {
        let rig = try DownloadRig([]) { $0.overwrites = false }
        try "old".data.write(to: rig.folder.file("out.xlf"))
        let error = try await rig.failure()
        #expect(error.code == .fileUnavailable)
        #expect(try rig.folder.text("out.xlf") == "old")
        #expect(try rig.folder.names == ["out.xlf"])
    }

    @Test("A file that came while another was downloaded is not replaced either")
    func notReplacedLate() async throws {
        let folder = SendableBox<Folder?>(nil)
        let rig = try DownloadRig([
            Step { _, _ in
                try "theirs".data.write(to: try #require(folder.current).file("out.xlf"))
                return TransportResponse(status: 200, body: TransportStream("ours".data))
            }
        ]) { $0.overwrites = false }
        folder.exchange(rig.folder)
        let error = try await rig.failure()
        #expect(error.code == .fileUnavailable)
        #expect(try rig.folder.text("out.xlf") == "theirs")
        #expect(try rig.folder.names == ["out.xlf"])
    }

    @Test("A file that may not replace another is put into place when there is none")
    func fresh() async throws {
        let rig = try DownloadRig([.answer(200, "new")]) { $0.overwrites = false }
        try await rig.download()
        #expect(try rig.folder.text("out.xlf") == "new")
        #expect(try rig.folder.names == ["out.xlf"])
    }

    @Test("A folder that is missing is an error before anything is sent")
    func noFolder() async throws {
        let rig = try DownloadRig([])
        let error = try await rig.failure(to: "missing/out.xlf")
        #expect(error.code == .fileUnavailable)
        #expect(error.message.contains("missing/out.xlf"))
        #expect(try rig.folder.names == [])
    }

    @Test("A place that is a folder is an error, and nothing is left")
    func folderInTheWay() async throws {
        let rig = try DownloadRig([.answer(200, "new")])
        try FileManager.default.createDirectory(
            at: rig.folder.file("out.xlf"), withIntermediateDirectories: false)
        let error = try await rig.failure()
        #expect(error.code == .fileUnavailable)
        #expect(try rig.folder.names == ["out.xlf"])
    }

    @Test("A place that is no file is an error before anything is sent")
    func noFileURL() async throws {
        let rig = try DownloadRig([])
        let place = try #require(URL(string: "https://example.com/out.xlf"))
        let error = try await clientError { try await rig.download(to: place) }
        #expect(error.code == .invalidRequest)
    }

    @Test("A name as long as a file system takes it is taken", arguments: ["日", "a", "🧪"])
    func longName(character: String) async throws {
        let name = String(repeating: character, count: 251 / character.utf8.count) + ".xlf"
        let rig = try DownloadRig([.answer(200, "new")])
        try await rig.download(to: name)
        #expect(try rig.folder.names == [name])
    }

    @Test("An answer that is no success leaves nothing, and is the error", arguments: [401, 404, 410])
    func refused(status: Int) async throws {
        let rig = try DownloadRig([.answer(status, #"{"message":"gone"}"#)])
        let error = try await rig.failure()
        #expect(error.status == status)
        #expect(error.operation == "files.content")
        #expect(try rig.folder.names == [])
    }

    @Test("A file larger than is allowed is refused by its announced length, before a byte is taken")
    func announcedTooLarge() async throws {
        let rig = try DownloadRig([.cut(200, ["hello "], ["content-length": "11"])]) {
            $0.sizeLimit = 10
        }
        let error = try await rig.failure()
        #expect(error.code == .fileTooLarge)
        #expect(rig.progress.current == [])
        #expect(try rig.folder.names == [])
    }

    @Test("A file larger than is allowed is refused where it gets too large")
    func tooLarge() async throws {
        let rig = try DownloadRig([.cut(200, ["hello ", "world", "!"], [:], then: .connectionLost)]) {
            $0.sizeLimit = 10
        }
        let error = try await rig.failure()
        #expect(error.code == .fileTooLarge)
        #expect(rig.progress.current == [TransferProgress(completed: 6, total: nil)])
        #expect(try rig.folder.names == [])
    }

    @Test("A file of just the size that is allowed is taken")
    func justRight() async throws {
        let rig = try DownloadRig([.answer(200, "hello world", ["content-length": "11"])]) {
            $0.sizeLimit = 11
        }
        #expect(try await rig.download().size == 11)
    }

    @Test("A file has the permissions of new files once it is whole, and is its owner's alone before")
    func permissions() async throws {
        let folder = SendableBox<Folder?>(nil)
        let partial = SendableBox<[Int]>([])
        let rig = try DownloadRig([
            Step { _, _ in
                let folder = try #require(folder.current)
                try partial.exchange(folder.names.map { try folder.mode($0) })
                return TransportResponse(status: 200, body: TransportStream("x".data))
            }
        ])
        folder.exchange(rig.folder)
        try await rig.download()
        let reference = rig.folder.file("reference")
        try #require(FileManager.default.createFile(atPath: reference.path, contents: Data()))
        #expect(partial.current == [0o600])
        #expect(try rig.folder.mode("out.xlf") == rig.folder.mode("reference"))
    }
}
