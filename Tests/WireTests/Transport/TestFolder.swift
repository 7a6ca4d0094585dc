import Foundation
import Testing

/// A folder of one test, removed with the value.
final class TestFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "wire-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// Makes a file that is `size` bytes long; its bytes tell where they stand.
    func file(_ name: String, size: Int) throws -> URL {
        let file = url.appending(path: name)
        try Pattern.bytes(0..<size).write(to: file)
        return file
    }

    /// Makes a file of zeros that takes no room.
    func emptyFile(_ name: String, size: UInt64) throws -> URL {
        let file = url.appending(path: name)
        try Data().write(to: file)
        let handle = try FileHandle(forWritingTo: file)
        try handle.truncate(atOffset: size)
        try handle.close()
        return file
    }

    /// Returns as soon as nothing is left; for what is cleared after a cancellation that returned at once.
    func isCleared() async throws {
        let limit = ContinuousClock.now + .seconds(10)
        // A folder that goes while it is looked into can't be listed.
        while (try? leftovers) != [], .now < limit { await Task.yield() }
        #expect(try leftovers == [])
    }

    /// The names of everything below the folder.
    var contents: [String] {
        get throws { try FileManager.default.subpathsOfDirectory(atPath: url.path).sorted() }
    }

    /// What is there but the private folder itself, which stays.
    var leftovers: [String] {
        get throws { try contents.filter { $0.contains("/") } }
    }
}
