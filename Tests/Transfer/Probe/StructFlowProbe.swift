import Foundation
import LDXHub

/// Rows of a file through one StructFlow job, and its records into another file, with a few of them in memory at a time.
enum StructFlowProbe {
    private struct Row: Codable, Sendable {
        var seq: Int
        var note: String
    }

    /// - Returns: How many records there are.
    static func run(from input: URL, to output: URL) async throws -> Int {
        let ldx = try LDXHubClient()
        guard let model = try await ldx.structFlow.models().first?.id else {
            throw ProbeFailure("The service has no models.")
        }
        let outcomes = try await ldx.structFlow.extract(
            Row(seq: 1, note: "text"), model: model, prompt: "Give each row back.", from: Rows(file: input))
        guard FileManager.default.createFile(atPath: output.path, contents: nil) else {
            throw ProbeFailure("\(output.path) can't be made.")
        }
        let file = try FileHandle(forWritingTo: output)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        var buffer = Data()
        var count = 0
        var failures = 0
        for try await outcome in outcomes {
            switch outcome.result {
            case .success(let row):
                buffer += try encoder.encode(row)
                buffer.append(UInt8(ascii: "\n"))
                count += 1
            case .failure(let failure):
                failures += 1
                if failures <= 5 { print("row \(outcome.id): \(failure)") }
            }
            if buffer.count >= 1 << 18 {
                try file.write(contentsOf: buffer)
                buffer.removeAll(keepingCapacity: true)
            }
        }
        try file.write(contentsOf: buffer)
        try file.close()
        guard failures == 0 else { throw ProbeFailure("\(failures) rows have no record.") }
        return count
    }

    /// The rows of a JSONL file, read while they are taken.
    private struct Rows: AsyncSequence {
        let file: URL

        func makeAsyncIterator() -> Iterator { Iterator(file: file) }

        struct Iterator: AsyncIteratorProtocol {
            let file: URL
            var handle: FileHandle?
            var buffer = Data()
            var place = 0
            let decoder = JSONDecoder()

            mutating func next() async throws -> Row? {
                let handle = try self.handle ?? FileHandle(forReadingFrom: file)
                self.handle = handle
                while true {
                    if let end = buffer[place...].firstIndex(of: UInt8(ascii: "\n")) {
                        defer { place = end + 1 }
                        return try decoder.decode(Row.self, from: buffer[place..<end])
                    }
                    guard let more = try handle.read(upToCount: 1 << 16), !more.isEmpty else { return nil }
                    buffer = Data(buffer[place...]) + more
                    place = 0
                }
            }
        }
    }
}
