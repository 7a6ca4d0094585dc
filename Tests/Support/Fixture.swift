package import Foundation

/// The recorded files under Tests/Fixtures.
package enum Fixture {
    /// A fixture that is not there, with the path at which it was sought.
    package struct Missing: Error, Equatable, CustomStringConvertible {
        package let path: String

        package init(path: String) { self.path = path }

        package var description: String {
            "there is no fixture at \(path); names are relative to Tests/Fixtures, such as 'ldxhub/job.json'"
        }
    }

    /// Tests/Fixtures of this checkout.
    package static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures")

    /// The bytes of a file, named relative to Tests/Fixtures.
    package static func data(_ name: String) throws -> Data {
        let file = root.appending(path: name)
        guard let data = FileManager.default.contents(atPath: file.path) else {
            throw Missing(path: file.path)
        }
        return data
    }

    package static func text(_ name: String) throws -> String {
        String(decoding: try data(name), as: UTF8.self)
    }

    /// The names of all files in a folder of Tests/Fixtures, sorted: a test can prove that none is forgotten.
    package static func names(in folder: String) throws -> [String] {
        let path = root.appending(path: folder).path
        guard let entries = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw Missing(path: path)
        }
        return entries.filter { !$0.hasPrefix(".") }.sorted().map { "\(folder)/\($0)" }
    }
}
