import Foundation
import LDXHub
import LanguageJobsTesting
import Testing

@Suite("Rows that are sent in the request itself")
struct InlineExtractTests {
    private typealias Script = ScriptedStructFlow

    private static let twoInputs =
        #"[{"id":"1","data":{"note":"a"}},{"id":"2","data":{"note":"b"}}]"#

    private static let threeInputs =
        #"[{"id":"1","data":{"note":"a"}},{"id":"2","data":{"note":"b"}},{"id":"3","data":{"note":"c"}}]"#
    private static let threeRows = [Note(note: "a"), Note(note: "b"), Note(note: "c")]

    private func extract(
        _ mock: MockTransport, _ rows: [Note] = Script.rows, _ delivery: RowDelivery<Note> = .inline
    ) async throws -> Extractions<Invoice> {
        let outcomes = try await Script.client(mock).structFlow.extract(
            Invoice.example, model: "m", prompt: "Read.", from: rows, delivery: delivery)
        try mock.verify()
        return outcomes
    }

    private static func result(_ id: String?, _ number: String) -> String {
        let id = id.map { #""id":"\#($0)","# } ?? ""
        return #"{\#(id)"status":"completed","output":{"number":"\#(number)","total":1}}"#
    }

    @Test(
        "are matched by id where results have those of rows, else by order",
        arguments: [
            [result("1", "A"), result("2", "B")], [result("2", "B"), result("1", "A")],
            [result(nil, "A"), result(nil, "B")],
            [result("x7", "A"), result("x8", "B")],
        ])
    func matched(results: [String]) async throws {
        let mock = Script.inline(
            Self.twoInputs, #""summary":{"failed_count":0},"results":[\#(results.joined(separator: ","))]"#)
        let outcomes = try await extract(mock)
        #expect(
            try await outcomes.all()
                == [
                    Extraction(index: 0, id: "1", result: .success(Invoice(number: "A", total: 1))),
                    Extraction(index: 1, id: "2", result: .success(Invoice(number: "B", total: 1))),
                ])
        #expect(outcomes.reference.id == "j1")
    }

    @Test(
        "get no result by order when the service left one out: all are missing, and results come after them")
    func leftOut() async throws {
        let results = [Self.result(nil, "B"), Self.result(nil, "C")]
        let read = await Script.read(
            try await extract(
                Script.inline(
                    Self.threeInputs,
                    #""summary":{"failed_count":1},"results":[\#(results.joined(separator: ","))]"#),
                Self.threeRows))
        #expect(read.given.map(\.failure?.reason) == [.missing, .missing, .missing, nil, nil])
        #expect(read.given.map(\.record?.number) == [nil, nil, nil, "B", "C"])
        #expect(read.given.map(\.index) == [0, 1, 2, 3, 4])
        #expect(read.error?.code == .unexpectedResponse)
        #expect(read.error?.message.hasPrefix("The job gave 5 outcomes for 3 rows") ?? false)
    }

    @Test("keep the results that have their ids when one has none, which belongs to no row")
    func partlyKnown() async throws {
        let results = [Self.result("3", "C"), Self.result("2", "B"), #"{"status":"failed"}"#]
        let read = await Script.read(
            try await extract(
                Script.inline(
                    Self.threeInputs,
                    #""summary":{"failed_count":1},"results":[\#(results.joined(separator: ","))]"#),
                Self.threeRows))
        #expect(read.given.map(\.id) == ["1", "2", "3", "4"])
        #expect(read.given.map(\.record?.number) == [nil, "B", "C", nil])
        #expect(read.given.map(\.failure?.reason) == [.missing, nil, nil, .refused])
        #expect(read.error?.message.hasPrefix("The job gave 4 outcomes for 3 rows") ?? false)
    }

    private struct Sparse: Codable, Sendable, Equatable {
        var number: String?
    }

    @Test(
        "of which a result has neither a record nor an error are failures, whatever can be read from it",
        arguments: [
            (#"{"id":"1","status":"skipped"}"#, .refused),
            (#"{"id":"1","status":"skipped","output":null}"#, .refused),
            (#"{"id":"1","status":"Completed","data":null}"#, .missing), (#"{"id":"1"}"#, .missing),
        ] as [(String, ExtractionFailure.Reason)], [0, 1])
    func withoutRecord(result: (json: String, reason: ExtractionFailure.Reason), failedCount: Int)
        async throws
    {
        let mock = MockTransport {
            Exchange(
                .post("/structflow/jobs"),
                .status(
                    202,
                    json: """
                        {"job_id":"j1","status":"completed","summary":{"failed_count":\(failedCount)},
                        "results":[\(result.json),{"id":"2","status":"completed","number":"B"}]}
                        """))
        }
        let outcomes = try await Script.client(mock).structFlow.extract(
            Sparse(number: "x"), model: "m", prompt: "Read.", from: Script.rows, delivery: .inline
        ).all()
        #expect(outcomes.map(\.failure?.reason) == [result.reason, nil])
        let members = try JSONDecoder().decode(
            JSONValue.self, from: Data((outcomes[0].failure?.excerpt ?? "").utf8))
        #expect(try members == JSONDecoder().decode(JSONValue.self, from: Data(result.json.utf8)))
        #expect(outcomes[1].record == Sparse(number: "B"))
    }

    @Test("have ids of the caller's, which must differ")
    func ids() async throws {
        let mock = Script.inline(
            #"[{"id":"a","data":{"note":"a"}},{"id":"b","data":{"note":"b"}}]"#,
            #""results":[\#(Self.result("b", "B")),\#(Self.result("a", "A"))]"#)
        let outcomes = try await extract(mock, Script.rows, .inline(id: \.note)).all()
        #expect(outcomes.map(\.id) == ["a", "b"])
        #expect(outcomes.map(\.record?.number) == ["A", "B"])
        await #expect {
            _ = try await extract(MockTransport {}, Script.rows, .inline(id: { _ in "same" }))
        } throws: {
            ($0 as? ClientError)?.message
                == "Row 2 has the id “same”, and so has another. Give each row an id of its own."
        }
    }

    @Test("that failed, or that the service left out, are failures of their own")
    func failures() async throws {
        let failed = #"{"id":"2","status":"failed","error":{"code":"c","message":"No."}}"#
        let one = try await extract(
            Script.inline(
                Self.twoInputs,
                #""summary":{"failed_count":1},"results":[\#(failed),\#(Self.result("1", "A"))]"#)
        ).all()
        #expect(one.map(\.failure?.reason) == [nil, .refused])
        #expect(one[1].failure?.serviceCode == "c")
        for count in [0, 1] {
            let missing = try await extract(
                Script.inline(
                    Self.twoInputs,
                    #""summary":{"failed_count":\#(count)},"results":[\#(Self.result("2", "B"))]"#)
            ).all()
            #expect(missing.map(\.failure?.reason) == [.missing, nil])
        }
    }

    @Test("with results that belong to none give those, too, and then an error")
    func surplus() async throws {
        let results = [Self.result("1", "A"), Self.result("1", "A2"), Self.result("2", "B")]
        let read = await Script.read(
            try await extract(
                Script.inline(Self.twoInputs, #""results":[\#(results.joined(separator: ","))]"#)))
        #expect(read.given.map(\.record?.number) == ["A", "B", "A2"])
        #expect(read.given.map(\.index) == [0, 1, 2])
        #expect(read.error?.message.hasPrefix("The job gave 3 outcomes for 2 rows") ?? false)
        #expect(read.error?.reference?.id == "j1")
    }

    @Test("of which the service counts other failures than there are: an error after the outcomes")
    func failedCount() async throws {
        let read = await Script.read(
            try await extract(
                Script.inline(
                    Self.twoInputs,
                    #""summary":{"failed_count":2},"results":[\#(Self.result("1", "A")),\#(Self.result("2", "B"))]"#
                )))
        #expect(read.given.count == 2)
        #expect(read.error?.message.hasPrefix("The service counts 2 failed rows, and 0 were found") ?? false)
    }

    @Test("can be a thousand and no more, and not too long: a file is the way then")
    func limits() async throws {
        let many = (0...StructFlow.inlineRowLimit).map { Note(note: "\($0)") }
        let long = [Note(note: String(repeating: "x", count: StructFlow.inlineSizeLimit))]
        for rows in [many, long] {
            let mock = MockTransport {}
            await #expect {
                _ = try await extract(mock, rows)
            } throws: { error in
                let error = error as? ClientError
                return error?.code == .invalidRequest
                    && error?.message.hasSuffix("as a file: delivery .file.") ?? false
            }
            #expect(mock.requests.isEmpty)
        }
    }

    @Test("can be read again from the job's reference, in another process")
    func resumed() async throws {
        let mock = MockTransport {
            Exchange(
                .get("/structflow/jobs/j1").anyQuery(),
                .json(
                    #"{"job_id":"j1","status":"completed","results":[\#(Self.result("a", "A")),\#(Self.result(nil, "B"))]}"#
                ))
        }
        let reference = JobReference(service: "ldxhub.structflow", baseURL: "https://ldx.test", id: "j1")
        let outcomes = try await Script.client(mock).structFlow.outcomes(of: reference, as: Invoice.self)
        #expect(try await outcomes.all().map(\.id) == ["a", "2"])
        #expect(try await outcomes.all().map(\.record?.number) == ["A", "B"])
        try mock.verify()
    }

    @Test("and those in a file as well, but not with another service's reference")
    func resumedFile() async throws {
        let mock = MockTransport {
            Exchange(
                .get("/structflow/jobs/j1").anyQuery(),
                .json(#"{"job_id":"j1","status":"completed","output_file_id":"out"}"#))
            Script.output(
                "\u{FEFF}{\"output\":{\"number\":\"A\",\"total\":1}}\r\n{\"number\":\"B\",\"total\":2}")
        }
        let ldx = try Script.client(mock)
        let outcomes = try await ldx.structFlow.outcomes(of: "j1", as: Invoice.self)
        #expect(try await outcomes.all().map(\.record?.number) == ["A", "B"])
        try mock.verify()
        let other = JobReference(service: "ldxhub.refineloop", baseURL: "https://ldx.test", id: "j1")
        await #expect {
            _ = try await ldx.structFlow.outcomes(of: other, as: Invoice.self)
        } throws: {
            ($0 as? ClientError)?.code == .invalidRequest
        }
    }
}
