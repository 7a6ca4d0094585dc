import Foundation
import LanguageJobs
import LanguageJobsTesting
import Testing

@Suite struct ResultFileTests {
    private let reference = JobReference(service: "sample.jobs", baseURL: "https://api.example.com", id: "j7")

    private func result(of rig: DownloadRig) -> ResultFile {
        ResultFile(id: "f1", reference: reference) { destination, options, onProgress in
            var rig = rig
            rig.options = options
            return try await rig.download(to: destination)
        }
    }

    @Test("A result is saved to a place")
    func saved() async throws {
        let rig = try DownloadRig([.answer(200, "hello")])
        let file = try await result(of: rig).save(to: rig.folder.file("a.xlf"))
        #expect(file.size == 5)
        #expect(try rig.folder.text("a.xlf") == "hello")
    }

    @Test("A result's bytes are taken into memory, over a place that others can't see")
    func data() async throws {
        let folder = SendableBox<(path: String, mode: Int)?>(nil)
        let rig = try DownloadRig([.answer(200, "hello")])
        let result = ResultFile(id: "f1") { destination, options, _ in
            let path = destination.deletingLastPathComponent().path
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
            folder.exchange((path, mode?.intValue ?? -1))
            return try await rig.download(to: destination)
        }
        #expect(try await result.data() == "hello".data)
        let seen = try #require(folder.current)
        #expect(seen.mode == 0o700)
        #expect(!FileManager.default.fileExists(atPath: seen.path))
    }

    @Test("More bytes than are allowed are an error, and nothing is left", arguments: [false, true])
    func tooLarge(isAnnounced: Bool) async throws {
        let rig = try DownloadRig([.answer(200, "hello", isAnnounced ? ["content-length": "5"] : [:])])
        let error = try await clientError { try await result(of: rig).data(limit: 4) }
        #expect(error.code == .fileTooLarge)
        #expect(error.reference == reference)
    }

    @Test("An error of a download has the job's reference")
    func errorReference() async throws {
        let rig = try DownloadRig([.answer(404)])
        let error = try await clientError { try await result(of: rig).save(to: rig.folder.file("a")) }
        #expect(error.code == .notFound)
        #expect(error.reference == reference)
    }

    @Test("A fake of bytes is saved, replaced or not, and read within the limit, as a real one")
    func fake() async throws {
        let folder = try Folder()
        let fake = ResultFile(id: "f1", contents: "hello".data)
        #expect(try await fake.data() == "hello".data)
        let file = try await fake.save(to: folder.file("a"))
        #expect(file == DownloadedFile(url: folder.file("a"), size: 5))
        #expect(try folder.text("a") == "hello")
        let exists = try await clientError {
            try await fake.save(to: folder.file("a"), options: .init(overwrites: false))
        }
        #expect(exists.code == .fileUnavailable)
        let tooLarge = try await clientError { try await fake.data(limit: 4) }
        #expect(tooLarge.code == .fileTooLarge)
        let missing = try await clientError { try await fake.save(to: folder.file("b/c")) }
        #expect(missing.code == .fileUnavailable)
    }
}
