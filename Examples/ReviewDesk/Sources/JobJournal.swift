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
        guard FileManager.default.fileExists(atPath: file.path) else { return [:] }
        let entries = try JSONDecoder().decode([String: JobReference].self, from: try Data(contentsOf: file))
        return Dictionary(uniqueKeysWithValues: entries.map { (URL(fileURLWithPath: $0.key), $0.value) })
    }

    func add(_ reference: JobReference, for document: URL) throws {
        var entries = try open()
        entries[document] = reference
        try write(entries)
    }

    func remove(_ document: URL) throws {
        var entries = try open()
        entries[document] = nil
        try write(entries)
    }

    private func write(_ entries: [URL: JobReference]) throws {
        let byPath = Dictionary(uniqueKeysWithValues: entries.map { ($0.key.path, $0.value) })
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try encoder.encode(byPath).write(to: file, options: .atomic)
    }
}
