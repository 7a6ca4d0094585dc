import Foundation
import LanguageJobs
import Testing

@Suite struct UploadSourceTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    @Test("Bytes have their size, and the name and type that they were given")
    func data() throws {
        let source = UploadSource.data("hello".data, filename: "a.xlf", contentType: "text/plain")
        #expect(try source.checkedSize(limit: 5) == 5)
        #expect(source.filename == "a.xlf")
        #expect(source.contentType == "text/plain")
    }

    @Test("A file has its size, and its own name unless another is given")
    func file() throws {
        try "hello".data.write(to: folder.file("manual 日本.xlf"))
        let source = UploadSource.file(folder.file("manual 日本.xlf"))
        #expect(try source.checkedSize(limit: 5) == 5)
        #expect(source.filename == "manual 日本.xlf")
        #expect(source.contentType == nil)
        #expect(UploadSource.file(folder.file("x"), filename: "b.xlf").filename == "b.xlf")
    }

    @Test("A link to a file is that file")
    func link() throws {
        try "hello".data.write(to: folder.file("a"))
        try FileManager.default.createSymbolicLink(
            at: folder.file("b"), withDestinationURL: folder.file("a"))
        #expect(try UploadSource.file(folder.file("b")).checkedSize(limit: 5) == 5)
    }

    @Test("Nothing is refused: an empty file, no bytes")
    func empty() async throws {
        try Data().write(to: folder.file("empty.xlf"))
        for source in [UploadSource.file(folder.file("empty.xlf")), .data(Data(), filename: "empty.xlf")] {
            let error = try await clientError { try source.checkedSize(limit: 5) }
            #expect(error.code == .invalidRequest)
            #expect(error.message.contains("empty.xlf"))
        }
    }

    @Test("More than the service takes is refused, with both numbers")
    func tooLarge() async throws {
        try "hello!".data.write(to: folder.file("a"))
        for source in [UploadSource.file(folder.file("a")), .data("hello!".data, filename: "a")] {
            let error = try await clientError { try source.checkedSize(limit: 5) }
            #expect(error.code == .fileTooLarge)
            #expect(error.message.contains("6 bytes"))
            #expect(error.message.contains("at most 5"))
        }
    }

    @Test("A file that is missing, a folder, or a link to nothing is refused")
    func missing() async throws {
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("dangling").path, withDestinationPath: "/nowhere/at/all")
        for url in [folder.file("missing"), folder.url, folder.file("dangling")] {
            let error = try await clientError { try UploadSource.file(url).checkedSize(limit: 5) }
            #expect(error.code == .fileUnavailable)
            #expect(error.message.contains(url.path))
        }
    }

    @Test("An address on the network is no file")
    func remote() async throws {
        let url = try #require(URL(string: "https://example.com/a.xlf?sig=5ecret"))
        let error = try await clientError { try UploadSource.file(url).checkedSize(limit: 5) }
        #expect(error.code == .invalidRequest)
        #expect(!"\(error)".contains("5ecret"))
    }
}
