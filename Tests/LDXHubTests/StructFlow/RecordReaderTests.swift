import Foundation
import LanguageJobs
import Testing

@testable import LDXHub

@Suite("A line of an output")
struct RecordReaderTests {
    private func read<Record: Decodable & Sendable>(
        _ line: String, as type: Record.Type = Invoice.self,
        example: JSONValue? = ["number": "", "total": 1.0]
    ) -> Result<Record, ExtractionFailure> {
        RecordReader<Record>(example: example).result(of: Data(line.utf8))
    }

    @Test(
        "is a record as it stands, or wrapped",
        arguments: [
            #"{"number":"A","total":10000}"#, #"{"number":"A","total":10000.0,"more":[1]}"#,
            #"{"output":{"number":"A","total":10000}}"#, #" { "output" : {"number":"A","total":1e4} }"#,
            #"{"price":"$5","number":"A","total":10000}"#, #"{"$error":null,"number":"A","total":10000}"#,
        ])
    func record(line: String) {
        let expected = Invoice(number: "A", total: 10_000)
        #expect(read(line) == .success(expected))
        #expect(read(line, example: nil) == .success(expected))
    }

    @Test(
        "that says why there is no record is a failure in the service's words, wrapped or not",
        arguments: [
            (#"{"$error":{"code":"c","message":"No."}}"#, "c", "No."),
            (#"{"output":{"$error":{"code":"c","message":"No."}}}"#, "c", "No."),
            (#"{"$error":"No."}"#, nil, "No."),
            (#"{"$error":{"code":"c"}}"#, "c", "The service made no record of this row and gave no reason."),
            (
                #"{"$error":7,"number":"A","total":1}"#, nil,
                "The service made no record of this row and gave no reason."
            ),
        ] as [(String, String?, String)])
    func refused(line: String, code: String?, message: String) {
        let failure = ExtractionFailure(.refused, message, serviceCode: code, excerpt: line)
        #expect(read(line) == .failure(failure))
        #expect(read(line, as: Sparse.self, example: nil) == .failure(failure))
    }

    /// A record that any object can be read as.
    private struct Sparse: Codable, Sendable, Equatable {
        var number: String?
    }

    /// A record with a member of the name that wrappings use.
    private struct Program: Codable, Sendable, Equatable {
        var output: Sparse
    }

    @Test("is not unwrapped when records have a member of that name")
    func ownOutput() throws {
        let line = #"{"output":{"number":"A"}}"#
        let program = Program(output: Sparse(number: "A"))
        #expect(read(line, as: Program.self, example: try JSONValue(example: program)) == .success(program))
        #expect(read(line, as: Program.self, example: nil) == .success(program))
        #expect(read(line, as: Sparse.self, example: ["number": "x"]) == .success(Sparse(number: "A")))
        #expect(
            read(#"{"output":{"number":"A"},"number":"B"}"#, as: Sparse.self, example: ["number": "x"])
                == .success(Sparse(number: "B")))
    }

    @Test("in a wrapping is read from what is in it, although any object would be such a record")
    func wrappedSparse() {
        #expect(
            read(#"{"output":{"number":"A"}}"#, as: Sparse.self, example: nil)
                == .success(Sparse(number: "A")))
        #expect(
            read(#"{"output":{"number":"A"},"number":"B"}"#, as: Sparse.self, example: nil)
                == .success(Sparse(number: "B")))
        let words = #"{"output":"text"}"#
        #expect(read(words, as: Words.self, example: nil) == .success(Words(output: "text")))
    }

    private struct Words: Codable, Sendable, Equatable {
        var output: String
    }

    @Test(
        "that is no such record says where, and shows its start",
        arguments: [
            (#"{"number":"A"}"#, "total", "The record is no Invoice: “total” is missing."),
            (#"{"number":1,"total":2}"#, "number", "The record is no Invoice: “number” is no String."),
            (#"{"number":"A","total":null}"#, "total", "The record is no Invoice: “total” has no value."),
            (
                #"{"output":{"number":"A"}}"#, "output.total",
                "The record is no Invoice: “output.total” is missing."
            ),
            (#"{"number":"A","total":"#, nil, "The record is no Invoice: it is no complete JSON."),
            ("plain text", nil, "The record is no Invoice: it is no complete JSON."),
        ] as [(String, String?, String)])
    func undecodable(line: String, path: String?, message: String) {
        #expect(
            read(line) == .failure(ExtractionFailure(.undecodable, message, path: path, excerpt: line)))
    }

    private struct Order: Codable, Sendable, Equatable {
        struct Line: Codable, Sendable, Equatable { var at: Date }

        var lines: [Line]
    }

    @Test(
        "has its dates in ISO 8601, with a time or without",
        arguments: [
            ("2026-06-30T00:00:00Z", 1_782_777_600), ("2026-06-30", 1_782_777_600),
            ("2026-06-30T09:00:00.5+09:00", 1_782_777_600.5),
        ])
    func dates(text: String, seconds: Double) {
        let date = Date(timeIntervalSince1970: seconds)
        #expect(
            read(#"{"lines":[{"at":"\#(text)"}]}"#, as: Order.self)
                == .success(Order(lines: [.init(at: date)])))
    }

    @Test("names the place in a list whose date is none")
    func noDate() {
        guard case .failure(let failure) = read(#"{"lines":[{"at":"30 June"}]}"#, as: Order.self) else {
            Issue.record("It was read.")
            return
        }
        #expect(failure.path == "lines[0].at")
        #expect(
            failure.message
                == "The record is no Order: “lines[0].at” can't be read: “30 June” is no date in ISO 8601.")
    }

    @Test("that is no UTF-8 is a failure")
    func encoding() {
        let line = Data([0x7B, 0x22, 0x61, 0x22, 0x3A, 0x22, 0xFF, 0xFE, 0x22, 0x7D])
        guard case .failure(let failure) = RecordReader<Invoice>(example: nil).result(of: line) else {
            Issue.record("It was read.")
            return
        }
        #expect(failure.reason == .undecodable)
        #expect(failure.excerpt == #"{"a":""# + "\u{FFFD}\u{FFFD}" + #""}"#)
    }

    @Test("is shown by no more than its start")
    func excerpt() {
        let line = #"{"number":""# + String(repeating: "é", count: 5_000) + #""}"#
        guard case .failure(let failure) = read(line) else {
            Issue.record("It was read.")
            return
        }
        #expect(failure.excerpt?.count == 2_048)
    }
}
