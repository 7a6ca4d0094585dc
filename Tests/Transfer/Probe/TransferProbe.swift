import Foundation
import LDXHub
import TestSupport

/// Moves one large body, or many rows, as users of the package do, and says how much memory the process has needed for it.
///
/// `Tests/Transfer/run.py` is the other side: it runs this program and checks every byte.
@main
enum TransferProbe {
    private static let usage = """
        transfer-probe upload <file>            uploads the file
        transfer-probe chunks <file> <reference> [<chunk> <settle>]
                                                uploads the file by chunks, keeps the upload in the file <reference> and
                                                goes on with it when it is there; bytes of a chunk, settle time in ms
        transfer-probe chunk-seeds <file> [<seeds>]
                                                uploads the file to an emulator in this process, through the faults of
                                                so many seeds (20)
        transfer-probe download <id> <place>    downloads a file to a place
        transfer-probe read-late <id>           begins a download, and reads it when a line comes on standard input
        transfer-probe structflow <in> <out>    makes a record of each row of a JSONL file
        transfer-probe flixu-document <in> <out>
                                                translates a document; address and key from FLIXU_BASE_URL and
                                                FLIXU_API_KEY
        transfer-probe falara-segments          watches Falara jobs with 1,000 and 10,000 segments to their ends, and fails
                                                when ten times the segments take more than 12 times as long, or 64 MiB
        Address and key are taken from LDXHUB_BASE_URL and LDXHUB_API_KEY.
        """

    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch (arguments.first, arguments.count) {
        case ("upload", 2):
            let file = try await LDXHubClient().files.upload(.file(URL(filePath: arguments[1])))
            print("uploaded \(file.size ?? -1)")
        case ("chunks", 3), ("chunks", 5):
            let numbers = arguments.dropFirst(3).compactMap { Int($0) }
            let chunks = LDXChunkOptions(
                size: numbers.first ?? LDXChunkOptions.largestChunk,
                settleTime: numbers.last.map { .milliseconds($0) } ?? .seconds(5), maxSessions: 10)
            let file = try await ChunkedUpload(
                file: URL(filePath: arguments[1]), reference: URL(filePath: arguments[2])
            ).run(chunks)
            try printPeak()
            // The last word: what runs this reads it there.
            print("uploaded \(file.id)")
            return
        case ("chunk-seeds", 2), ("chunk-seeds", 3):
            let count = arguments.count > 2 ? UInt64(arguments[2]) ?? 20 : 20
            try await ChunkedUpload.runSeeds(1...max(1, count), of: URL(filePath: arguments[1]))
        case ("download", 3):
            let place = URL(filePath: arguments[2])
            let file = try await LDXHubClient().files.download(LDXFileID(arguments[1]), to: place)
            print("downloaded \(file.size)")
        case ("read-late", 2):
            let (count, checksum) = try await readLate(arguments[1])
            print("read \(count) \(checksum)")
        case ("structflow", 3):
            let count = try await StructFlowProbe.run(
                from: URL(filePath: arguments[1]), to: URL(filePath: arguments[2]))
            print("records \(count)")
        case ("flixu-document", 3):
            let size = try await FlixuDocumentProbe.run(
                URL(filePath: arguments[1]), to: URL(filePath: arguments[2]))
            print("translated \(size)")
        case ("falara-segments", 1):
            try await FalaraSegments.run()
        default:
            FileHandle.standardError.write(Data("\(usage)\n".utf8))
            exit(64)
        }
        try printPeak()
    }

    private static func printPeak() throws {
        guard let peak = peakMemory() else { throw ProbeFailure("This system doesn't tell the peak memory.") }
        print("peak-kib \(peak >> 10)")
    }

    private static func readLate(_ id: String) async throws -> (count: Int64, checksum: UInt32) {
        let environment = ProcessInfo.processInfo.environment
        guard let base = environment["LDXHUB_BASE_URL"], let url = URL(string: "\(base)/files/\(id)/content")
        else { throw ProbeFailure("LDXHUB_BASE_URL is no address.") }
        let request = TransportRequest(
            .get, url, headers: ["Authorization": "Bearer \(environment["LDXHUB_API_KEY"] ?? "")"])
        let response = try await URLSessionTransport().send(request)
        guard response.status == 200 else { throw ProbeFailure("The answer is \(response.status).") }
        // The body comes meanwhile, and nobody takes any of it.
        guard readLine() != nil else { throw ProbeFailure("Standard input ended before it said to read.") }
        var checksum = Adler32()
        var count: Int64 = 0
        for try await chunk in response.body {
            checksum.update(chunk)
            count += Int64(chunk.count)
        }
        return (count, checksum.value)
    }
}

struct ProbeFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
