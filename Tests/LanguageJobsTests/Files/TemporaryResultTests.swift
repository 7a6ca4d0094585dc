import Foundation
import LanguageJobs
import Testing

@Suite("A result that lies in a temporary file")
struct TemporaryResultTests {
    private func folder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "temporary-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    private func result(_ contents: Data, in folder: URL) throws -> ResultFile {
        let file = try TemporaryFiles(in: folder).makeFile(isNamed: true)
        try file.file.write(contents, at: 0)
        return ResultFile(id: "r", temporary: file, suggestedName: "a.txt")
    }

    /// The files below a folder.
    private func files(below folder: URL) -> [String] {
        let names = FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String] ?? []
        return names.filter { name in
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: folder.path + "/" + name, isDirectory: &isFolder)
            return !isFolder.boolValue
        }
    }

    @Test("can be saved twice, tells its progress, and is gone with its last copy")
    func saved() async throws {
        let folder = try folder()
        let output = try self.folder()
        defer { for place in [folder, output] { try? FileManager.default.removeItem(at: place) } }
        let contents = Data((0..<600_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        var result: ResultFile? = try result(contents, in: folder)
        #expect(files(below: folder).count == 1)
        let progress = SendableBox<[Int64]>([])
        for name in ["a", "b"] {
            let place = output.appending(path: name)
            let saved = try #require(
                try await result?.save(to: place) { step in
                    progress.withLock { $0.append(step.completed) }
                })
            #expect(saved.size == 600_000)
            #expect(saved.suggestedName == "a.txt")
            #expect(try Data(contentsOf: place) == contents)
        }
        #expect(progress.current == [262_144, 524_288, 600_000, 262_144, 524_288, 600_000])
        result = nil
        #expect(files(below: folder) == [])
    }

    @Test("is not saved over a file that is to stay, nor beyond a limit")
    func refused() async throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let place = folder.appending(path: "there")
        try Data("old".utf8).write(to: place)
        let result = try result(Data("new".utf8), in: folder)
        await #expect {
            try await result.save(to: place, options: .init(overwrites: false))
        } throws: {
            ($0 as? ClientError)?.code == .fileUnavailable
        }
        await #expect {
            try await result.save(to: place, options: .init(sizeLimit: 2))
        } throws: {
            ($0 as? ClientError)?.code == .fileTooLarge
        }
        #expect(try Data(contentsOf: place) == Data("old".utf8))
    }
}
