import Foundation
import LDXHub

/// Remembers on disk which job belongs to which document, so that a crash loses none.
actor JobJournal {
    private let file: URL

    init(file: URL) {
        self.file = file
    }

    /// The jobs that are not done.
    func open() throws -> [URL: JobReference] {
        let byURL = try read().map { (URL(fileURLWithPath: $0.key), $0.value) }
        return Dictionary(byURL) { $1 }
    }

    func add(_ reference: JobReference, for document: URL) throws {
        var entries = try read()
        entries[Self.key(document)] = reference
        try write(entries)
    }

    func remove(_ document: URL) throws {
        var entries = try read()
        entries[Self.key(document)] = nil
        try write(entries)
    }

    /// URLs of one file differ when one of them is relative; its whole path does not.
    private static func key(_ document: URL) -> String {
        document.absoluteURL.standardizedFileURL.path
    }

    private func read() throws -> [String: JobReference] {
        guard FileManager.default.fileExists(atPath: file.path) else { return [:] }
        return try JSONDecoder().decode([String: JobReference].self, from: try Data(contentsOf: file))
    }

    private func write(_ entries: [String: JobReference]) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try encoder.encode(entries).write(to: file, options: .atomic)
    }
}
