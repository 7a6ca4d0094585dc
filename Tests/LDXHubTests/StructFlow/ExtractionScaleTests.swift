import Foundation
import LDXHub
import LanguageJobsTesting
import TestSupport
import Testing

@Suite("Extractions of many rows")
struct ExtractionScaleTests {
    /// A service in this process: its output has a record of each row, as long as nobody asks for more.
    private actor FakeStructFlow: StructFlowService {
        private let count: Int

        init(count: Int) { self.count = count }

        func upload(
            _ source: UploadSource, options: CallOptions,
            onProgress: (@Sendable (TransferProgress) -> Void)?
        ) async throws -> LDXFile {
            LDXFile(id: "in")
        }

        func create(_ request: StructFlow.Request, options: CallOptions) async throws -> StructFlow.Job {
            StructFlow.Job(id: "j", status: .completed, details: .init())
        }

        func job(
            _ id: JobID<StructFlow.Job>, wait: Duration?, options: CallOptions
        ) async throws -> StructFlow.Job {
            StructFlow.Job(id: id, status: .completed, details: .init())
        }

        func output(of job: StructFlow.Job, options: CallOptions) async throws -> ResultFile {
            let count = count
            return ResultFile(id: "out") { destination, _, _ in
                _ = FileManager.default.createFile(atPath: destination.path, contents: nil)
                let file = try FileHandle(forWritingTo: destination)
                for start in stride(from: 0, to: count, by: 1_000) {
                    let lines = (start..<start + 1_000).map { number in
                        "{\"number\":\"\(number) \(String(repeating: "n", count: 60))\",\"total\":\(number)}\n"
                    }
                    try file.write(contentsOf: Data(lines.joined().utf8))
                }
                return DownloadedFile(url: destination, size: 0)
            }
        }
    }

    /// Rows that are made while they are taken.
    private struct Notes: AsyncSequence {
        let count: Int

        func makeAsyncIterator() -> Iterator { Iterator(left: count) }

        struct Iterator: AsyncIteratorProtocol {
            var left: Int

            mutating func next() async -> Note? {
                guard left > 0 else { return nil }
                left -= 1
                return Note(note: "\(left)")
            }
        }
    }

    @Test("are given in order, from any service that is one, on the actor of whoever reads them")
    @MainActor
    func order() async throws {
        let service: any StructFlowService = FakeStructFlow(count: 3_000)
        let outcomes = try await service.extract(
            Invoice.example, model: "m", prompt: "p", from: Notes(count: 3_000))
        var next = 0
        for try await outcome in outcomes {
            MainActor.assertIsolated()
            #expect(outcome.index == next)
            #expect(outcome.record?.total == Double(next))
            next += 1
        }
        #expect(next == 3_000)
    }

    #if canImport(Glibc)
    @Test("need little memory for 200,000 rows, sent and read")
    func boundedMemory() async {
        await #expect(processExitsWith: .success) {
            let count = 200_000
            let service = FakeStructFlow(count: count)
            let before = try #require(peakMemory())
            let outcomes = try await service.extract(
                Invoice.example, model: "m", prompt: "p", from: Notes(count: count))
            var sum = 0.0
            for try await outcome in outcomes { sum += outcome.record?.total ?? .nan }
            #expect(sum == 19_999_900_000)
            #expect(try #require(peakMemory()) - before < 32 << 20)
        }
    }
    #endif
}
