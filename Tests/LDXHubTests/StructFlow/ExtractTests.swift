import Foundation
import LanguageJobsTesting
import Testing

@testable import LDXHub

@Suite("Rows that records are made of")
struct ExtractTests {
    private typealias Script = ScriptedStructFlow

    private func extract(
        _ mock: MockTransport, _ rows: [Note] = Script.rows, delivery: RowDelivery<Note> = .file,
        options: ExtractionOptions = .init(),
        onEvent: (@Sendable (JobRunEvent<StructFlow.Job>) -> Void)? = nil
    ) async throws -> Extractions<Invoice> {
        try await Script.client(mock).structFlow.extract(
            Invoice.example, model: "m", prompt: "Read.", from: rows, delivery: delivery, options: options,
            onEvent: onEvent)
    }

    @Test("go as a file, and each has its outcome, in order; one that failed stops no other")
    func file() async throws {
        let mock = Script.twoRows(
            #"{"number":"A","total":1}"# + "\n" + #"{"$error":{"code":"c","message":"No."}}"# + "\n")
        let outcomes = try await extract(mock)
        try mock.verify()
        #expect(outcomes.reference.description == "ldxhub.structflow/j1")
        #expect(outcomes.job.outputFileID == "out")
        let expected: [Extraction<Invoice>] = [
            Extraction(index: 0, id: "1", result: .success(Invoice(number: "A", total: 1))),
            Extraction(
                index: 1, id: "2",
                result: .failure(
                    ExtractionFailure(
                        .refused, "No.", serviceCode: "c",
                        excerpt: #"{"$error":{"code":"c","message":"No."}}"#))),
        ]
        #expect(try await outcomes.all() == expected)
        #expect(try await outcomes.all() == expected, "They can be read again.")
        #expect(
            outcomes.reference
                == JobReference(service: "ldxhub.structflow", baseURL: "https://ldx.test", id: "j1"))
    }

    @Test("are any asynchronous sequence, and the example goes with its kinds of numbers")
    func stream() async throws {
        let mock = Script.twoRows("{\"number\":\"A\",\"total\":1}\n{\"number\":\"B\",\"total\":2}")
        let (rows, continuation) = AsyncStream.makeStream(of: Note.self)
        for row in Script.rows { continuation.yield(row) }
        continuation.finish()
        let outcomes = try await Script.client(mock).structFlow.extract(
            Invoice.example, model: "m", prompt: "Read.", from: rows)
        #expect(try await outcomes.all().map(\.record?.number) == ["A", "B"])
        let body = String(decoding: mock.requests[1].body, as: UTF8.self)
        #expect(body.contains(#""total":10000.0}"#))
    }

    @Test("that are a file already, or another job's output, go as they are")
    func input() async throws {
        let mock = MockTransport {
            Script.createdWithFile
            Script.output("{\"number\":\"A\",\"total\":1}\n")
        }
        let text = ResultFile(id: "in", contents: Data())
        let outcomes = try await Script.client(mock).structFlow.extract(
            Invoice.example, model: "m", prompt: "Read.", from: .result(text))
        #expect(try await outcomes.all().map(\.record) == [Invoice(number: "A", total: 1)])
        try mock.verify()
    }

    private struct Row: Encodable {
        var date = Date(timeIntervalSince1970: 1_776_079_283)
        var price: Decimal = 12
        var path = "a/b\n"
        var none: Int?
    }

    @Test("are written a line each, with dates in ISO 8601")
    func written() async throws {
        let mock = MockTransport {
            Script.uploading(#"{"date":"2026-04-13T11:21:23Z","path":"a/b\n","price":12.0}"# + "\n")
            Script.createdWithFile
            Script.output("{\"number\":\"A\",\"total\":1}\n")
        }
        _ = try await Script.client(mock).structFlow.extract(
            Invoice.example, model: "m", prompt: "Read.", from: [Row()])
        try mock.verify()
    }

    @Test("tell of their way; the reference is out before the first poll")
    func events() async throws {
        let steps = SendableBox<[String]>([])
        let mock = MockTransport {
            Script.uploading("{\"note\":\"a\"}\n{\"note\":\"b\"}\n")
            Exchange(.post("/structflow/jobs"), .status(202, json: #"{"job_id":"j1","status":"queued"}"#))
            Exchange(
                .get("/structflow/jobs/j1").anyQuery(),
                .json(#"{"job_id":"j1","status":"completed","output_file_id":"out"}"#))
            Script.output("{\"number\":\"A\",\"total\":1}\n{\"number\":\"A\",\"total\":1}\n")
        }
        _ = try await extract(mock) { event in
            let step =
                switch event {
                case .uploading: "uploading"
                case .uploaded(let id): "uploaded \(id)"
                case .created(let reference): "created \(reference.id) after \(mock.requests.count) requests"
                case .snapshot(let job): job.status.rawValue
                }
            steps.withLock { if $0.last != step { $0.append(step) } }
        }
        #expect(
            steps.current.filter { $0 != "uploading" }
                == ["uploaded in", "created j1 after 2 requests", "queued", "completed"])
        try mock.verify()
    }

    // MARK: Before anything is sent

    private struct Mixed: Encodable, Sendable {
        var text: String
        var isPlain: Bool

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            if isPlain { try container.encode(text) } else { try container.encode(["text": text]) }
        }
    }

    @Test(
        "that are no objects are refused by their number before anything is sent",
        arguments: [true, false])
    func noObject(inline: Bool) async throws {
        let mock = MockTransport {}
        let ldx = try Script.client(mock)
        let rows = [Mixed(text: "a", isPlain: false), Mixed(text: "b", isPlain: true)]
        await #expect {
            _ = try await ldx.structFlow.extract(
                Invoice.example, model: "m", prompt: "p", from: rows, delivery: inline ? .inline : .file)
        } throws: { error in
            let error = error as? ClientError
            return error?.code == .invalidRequest
                && error?.message.hasPrefix("Row 2 is no JSON object") ?? false
        }
        #expect(mock.requests.isEmpty)
    }

    @Test("that can't be written are refused by their number", arguments: [true, false])
    func notFinite(inline: Bool) async throws {
        let mock = MockTransport {}
        let ldx = try Script.client(mock)
        await #expect {
            _ = try await ldx.structFlow.extract(
                Invoice.example, model: "m", prompt: "p", from: [["a": 1], ["a": Double.infinity]],
                delivery: inline ? .inline : .file)
        } throws: {
            ($0 as? ClientError)?.message
                == "Row 2 can't be written as JSON: “a”: JSON has no number inf."
        }
        #expect(mock.requests.isEmpty)
    }

    @Test("that are none, and requests that say nothing, are refused")
    func nothing() async throws {
        let mock = MockTransport {}
        let ldx = try Script.client(mock)
        for delivery in [RowDelivery<Note>.file, .inline] {
            await #expect(throws: ClientError.self) { try await extract(mock, [], delivery: delivery) }
        }
        await #expect {
            _ = try await ldx.structFlow.extract(Invoice.example, model: " ", prompt: "p", from: Script.rows)
        } throws: {
            ($0 as? ClientError)?.message == "The model is empty. Choose one of models()."
        }
        await #expect {
            _ = try await ldx.structFlow.extract(
                Invoice(number: "x", total: .nan), model: "m", prompt: "p", from: Script.rows)
        } throws: {
            ($0 as? ClientError)?.message.contains("total is not a finite number") ?? false
        }
        #expect(mock.requests.isEmpty)
    }

    private struct Broken: Error {}

    @Test("whose source fails end with its error, and nothing is sent or left")
    func brokenSource() async throws {
        let mock = MockTransport {}
        let folder = try ScratchPlace()
        let ldx = try Script.client(mock)
        let rows = AsyncThrowingStream<Note, any Error> { continuation in
            continuation.yield(Note(note: "a"))
            continuation.finish(throwing: Broken())
        }
        await #expect(throws: Broken.self) {
            _ = try await ldx.structFlow.extract(
                Invoice.example, model: "m", prompt: "p", from: rows,
                options: ExtractionOptions(temporaryDirectory: folder.url))
        }
        #expect(mock.requests.isEmpty)
        #expect(try folder.files == [])
    }

    @Test("beyond what the service takes as a file are refused by the row that is too much")
    func tooLarge() throws {
        var spool = try RowSpool(in: TemporaryFiles(), limit: 30)
        try spool.append(Note(note: "0123"))
        #expect {
            try spool.append(Note(note: "0123"))
        } throws: { error in
            let error = error as? ClientError
            return error?.code == .fileTooLarge
                && error?.message
                    == "Row 2 makes the file 32 bytes long, and the service takes at most 30. Send the rows in several jobs."
        }
    }

    @Test("of any size are written to the file whole, in order")
    func spooled() throws {
        var spool = try RowSpool(in: TemporaryFiles(), limit: 100_000_000)
        var expected = Data()
        for number in 0..<2_000 {
            let note = Note(
                note: String(repeating: "n", count: number.isMultiple(of: 400) ? 300_000 : number % 90))
            try spool.append(note)
            expected += Data(#"{"note":"\#(note.note)"}"#.utf8) + Data("\n".utf8)
        }
        let source = try spool.finish()
        #expect(source.filename == "rows.jsonl")
        #expect(spool.count == 2_000)
        let path = try #require(spool.storage.path)
        #expect(try Data(contentsOf: URL(filePath: path)) == expected)
    }

    // MARK: Outputs that are not as they should be

    private static let line = #"{"number":"A","total":1}"#

    @Test(
        "that have fewer or more lines than there were rows are an error before any is given to a wrong row",
        arguments: [
            ("\(line)\n", 1), (line, 1), ("\(line)\n\n\n\n", 1), ("\n\n\(line)", 1),
            ("\(line)\n\(line)\n\(line)", 3), ("\(line)\n\n\(line)\n\(line)\n", 3), ("\n\n", 0), ("", 0),
        ])
    func counts(output: String, lines: Int) async throws {
        let read = await Script.read(try await extract(Script.twoRows(output)))
        #expect(read.given.isEmpty)
        #expect(read.error?.code == .unexpectedResponse)
        #expect(read.error?.reference?.id == "j1")
        #expect(
            read.error?.message
                == "The job gave \(lines) outcomes for 2 rows, and it is not certain which row each belongs to. outcomes(of:as:) gives them by the job's reference, without rows."
        )
    }

    @Test("that have a blank line in the place of a record keep the others in theirs")
    func blankLine() async throws {
        for output in ["\n\(Self.line)", " \t\r\n\(Self.line)\r\n", "\n\(Self.line)\n\n\n"] {
            let outcomes = try await extract(Script.twoRows(output)).all()
            #expect(outcomes.map(\.id) == ["1", "2"])
            #expect(outcomes.map(\.failure?.reason) == [.missing, nil])
            #expect(outcomes[1].record == Invoice(number: "A", total: 1))
        }
        let last = try await extract(Script.twoRows("\(Self.line)\n\n")).all()
        #expect(last.map(\.failure?.reason) == [nil, .missing])
    }

    @Test("that have a line for each row may have blank ones between, which are none")
    func blankBetween() async throws {
        let outcomes = try await extract(Script.twoRows("\n\(Self.line)\n \n\n\(Self.line)\n\n")).all()
        #expect(outcomes.map(\.index) == [0, 1])
        #expect(outcomes.map(\.record?.number) == ["A", "A"])
    }

    @Test("that belong to no row for certain are given by the reference, without rows")
    func withoutRows() async throws {
        let mock = MockTransport {
            Script.uploading("{\"note\":\"a\"}\n{\"note\":\"b\"}\n")
            Script.createdWithFile
            Script.output(Self.line)
            Exchange(
                .get("/structflow/jobs/j1").anyQuery(),
                .json(#"{"job_id":"j1","status":"completed","output_file_id":"out"}"#))
            Script.output(Self.line)
        }
        let ldx = try Script.client(mock)
        let read = await Script.read(
            try await ldx.structFlow.extract(
                Invoice.example, model: "m", prompt: "Read.", from: Script.rows))
        let reference = try #require(read.error?.reference)
        let outcomes = try await ldx.structFlow.outcomes(of: reference, as: Invoice.self)
        #expect(try await outcomes.all().map(\.record) == [Invoice(number: "A", total: 1)])
        try mock.verify()
    }

    @Test("an error of all of them comes once")
    func once() async throws {
        var iterator = try await extract(Script.twoRows("")).makeAsyncIterator()
        await #expect(throws: ClientError.self) { try await iterator.next() }
        #expect(try await iterator.next() == nil)
    }

    @Test("are not read from a page of the web")
    func webPage() async throws {
        let read = await Script.read(
            try await extract(Script.twoRows("\n<!DOCTYPE html>\n<html></html>\n")))
        #expect(read.given.isEmpty)
        #expect(read.error?.code == .unexpectedResponse)
        #expect(read.error?.bodyExcerpt == "<!DOCTYPE html>")
        #expect(read.error?.reference?.id == "j1")
    }

    @Test("have a failure for a line beyond the limit, and those after it are read")
    func longLine() async throws {
        let mock = Script.twoRows(
            #"{"number":""# + String(repeating: "x", count: 200_000) + #"","total":1}"# + "\r\n"
                + #"{"number":"B","total":2}"#)
        let outcomes = try await extract(mock, options: ExtractionOptions(lineLimit: 100_000)).all()
        #expect(outcomes.map(\.failure?.reason) == [.tooLong, nil])
        #expect(outcomes[0].failure?.excerpt?.count == 2_048)
        #expect(outcomes[1].record == Invoice(number: "B", total: 2))
    }

    @Test("are collected up to a limit")
    func limit() async throws {
        let mock = Script.twoRows("{\"number\":\"A\",\"total\":1}\n{\"number\":\"B\",\"total\":2}\n")
        let outcomes = try await extract(mock)
        #expect(try await outcomes.all(limit: 2).count == 2)
        await #expect {
            _ = try await outcomes.all(limit: 1)
        } throws: {
            ($0 as? ClientError)?.code == .fileTooLarge && ($0 as? ClientError)?.reference?.id == "j1"
        }
    }

    @Test("whose output is no longer kept are an error with the job's reference")
    func expired() async throws {
        let mock = MockTransport {
            Script.uploading("{\"note\":\"a\"}\n{\"note\":\"b\"}\n")
            Script.createdWithFile
            Exchange(.get("/files/out/content"), .status(404, json: "{}"))
        }
        let folder = try ScratchPlace()
        await #expect {
            _ = try await extract(mock, options: ExtractionOptions(temporaryDirectory: folder.url))
        } throws: {
            ($0 as? ClientError)?.code == .resultExpired && ($0 as? ClientError)?.reference?.id == "j1"
        }
        #expect(try folder.files == [])
    }

    @Test("whose job fails are an error of the whole, in the service's words")
    func failed() async throws {
        let mock = MockTransport {
            Script.uploading("{\"note\":\"a\"}\n{\"note\":\"b\"}\n")
            Exchange(
                .post("/structflow/jobs"),
                .status(
                    202,
                    json:
                        #"{"job_id":"j1","status":"failed","error":{"code":"upstream_service_error","message":"Down."}}"#
                ))
        }
        await #expect {
            _ = try await extract(mock)
        } throws: { error in
            let error = error as? ClientError
            return error?.code == .jobFailed && error?.serviceCode == "upstream_service_error"
                && error?.reference?.id == "j1"
        }
    }

    @Test("whose creation is not answered are sent once, and the upload's id is known")
    func uncertain() async throws {
        let uploaded = SendableBox<String?>(nil)
        let mock = MockTransport {
            Script.uploading("{\"note\":\"a\"}\n{\"note\":\"b\"}\n")
            Exchange(.post("/structflow/jobs"), .failure(TransportFailure(.connectionLost, "cut")))
        }
        await #expect {
            _ = try await extract(mock) { if case .uploaded(let id) = $0 { uploaded.exchange(id) } }
        } throws: { error in
            let error = error as? ClientError
            return error?.code == .submissionUncertain
                && error?.message.hasSuffix(
                    "Its input is the file in, which StructFlow's jobs do not name.") ?? false
        }
        #expect(uploaded.current == "in")
        try mock.verify()
    }
}

/// A directory for the temporary files of one test.
final class ScratchPlace: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "structflow-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// What is there beside the user's own folder, which stays.
    var files: [String] {
        get throws {
            try FileManager.default.subpathsOfDirectory(atPath: url.path).filter { $0.contains("/") }.sorted()
        }
    }
}
