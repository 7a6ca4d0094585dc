import ExampleSupport
import Foundation
import LDXHub

/// A file that tickets are written to one by one; it is at its place only once it is whole.
final class TicketFile {
    private let place: URL
    private let format: TicketFormat
    private let part: URL
    private let handle: FileHandle

    init(_ place: URL, _ format: TicketFormat) throws {
        self.place = place
        self.format = format
        part = place.deletingLastPathComponent().appendingPathComponent(".\(UUID().uuidString).part")
        guard FileManager.default.createFile(atPath: part.path, contents: Data(format.header.utf8)),
            let handle = FileHandle(forWritingAtPath: part.path)
        else { throw Self.failure(place) }
        self.handle = handle
        try Self.attempt(place) { try handle.seekToEnd() }
    }

    /// Leaves nothing behind when it was not finished.
    deinit {
        try? handle.close()
        try? FileManager.default.removeItem(at: part)
    }

    func append(_ ticket: Ticket, row: Int) throws {
        let line = try format.line(ticket, row: row)
        try Self.attempt(place) { try handle.write(contentsOf: Data(line.utf8)) }
    }

    /// Puts the file into its place, never over another.
    func finish() throws {
        try Self.attempt(place) { try FileManager.default.moveItem(at: part, to: place) }
    }

    private static func attempt(_ place: URL, _ write: () throws -> some Any) throws {
        do {
            _ = try write()
        } catch {
            throw failure(place, error)
        }
    }

    private static func failure(_ place: URL, _ error: (any Error)? = nil) -> ClientError {
        ClientError(
            .fileUnavailable,
            "\(place.path) can't be written\(error.map { ": \($0.localizedDescription)" } ?? ""). Check the folder and its space.",
            operation: ExitStatus.writing, underlying: error)
    }
}
