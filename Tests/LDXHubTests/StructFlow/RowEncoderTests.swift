import Foundation
import LanguageJobsTesting
import Testing

@testable import LDXHub

@Suite("Rows whose numbers are to arrive as they are")
struct RowEncoderTests {
    private typealias Script = ScriptedStructFlow

    private struct Account: Encodable, Sendable {
        var number: UInt64
        var balance: Decimal
        var lines: [Decimal] = []
    }

    private static let large = Account(
        number: 9_223_372_036_854_775_809, balance: Decimal(string: "12345678901234567.89") ?? 0,
        lines: [1, Decimal(string: "12345678901234567890") ?? 0])

    @Test("keep every digit in a file, and the fraction of each number that may have one")
    func file() throws {
        #expect(
            try text(of: Self.large)
                == #"{"balance":12345678901234567.89,"lines":[1.0,12345678901234567890.0],"number":9223372036854775809}"#
        )
        #expect(
            try text(of: Account(number: 7, balance: 10_000))
                == #"{"balance":10000.0,"lines":[],"number":7}"#)
        #expect(try text(of: ["total": 10_000.0]) == #"{"total":10000.0}"#)
    }

    @Test(
        "keep a decimal that a double holds",
        arguments: ["0.1", "-12.34", "123456789.125", "0.000001", "100000000000000000000"])
    func decimals(number: String) throws {
        let decimal = try #require(Decimal(string: number))
        let written = try RowEncoder.line(of: ["a": decimal], number: 1)
        let read = try JSONDecoder().decode([String: Decimal].self, from: written)
        #expect(read == ["a": decimal])
        #expect(try JSONNodeEncoder.node(of: decimal).inexactPlaces() == [])
    }

    @Test("are refused by their number where a request would lose digits, and nothing is sent")
    func inline() async throws {
        let mock = MockTransport {}
        let ldx = try Script.client(mock)
        await #expect {
            _ = try await ldx.structFlow.extract(
                Invoice.example, model: "m", prompt: "p",
                from: [Account(number: 1, balance: 1), Self.large], delivery: .inline)
        } throws: {
            ($0 as? ClientError)?.message
                == "Row 2 has numbers that would lose digits in a request: balance, lines[1], number. Make them text, or send the rows as a file: delivery .file."
        }
        #expect(mock.requests.isEmpty)
    }

    @Test("are the same in a request and in a file")
    func same() async throws {
        let mock = MockTransport {
            Exchange(
                .post("/structflow/jobs"),
                .status(
                    202, json: #"{"job_id":"j1","status":"completed","results":[{"id":"1","output":{}}]}"#))
        }
        let row = Account(number: 7, balance: 10_000, lines: [2])
        _ = try await Script.client(mock).structFlow.extract(
            Invoice.example, model: "m", prompt: "p", from: [row], delivery: .inline)
        let body = String(decoding: mock.requests[0].body, as: UTF8.self)
        #expect(body.contains(#""data":{"balance":10000.0,"lines":[2.0],"number":7}"#))
        #expect(try text(of: row) == #"{"balance":10000.0,"lines":[2.0],"number":7}"#)
    }

    private struct Secret: Encodable, Sendable {
        struct Refusal: Error { var text = "4111 1111" }

        var isOwnError: Bool

        enum CodingKeys: CodingKey { case card }

        func encode(to encoder: any Encoder) throws {
            if isOwnError { throw Refusal() }
            let container = encoder.container(keyedBy: CodingKeys.self)
            throw EncodingError.invalidValue(
                "4111 1111",
                .init(codingPath: container.codingPath + [CodingKeys.card], debugDescription: "No such card.")
            )
        }
    }

    @Test(
        "that can't be written are named by their place, never by their values", arguments: [true, false])
    func secrets(isInline: Bool) async throws {
        let ldx = try Script.client(MockTransport {})
        for (isOwnError, words) in [(false, "“card”: No such card."), (true, "writing it threw Refusal.")] {
            await #expect {
                _ = try await ldx.structFlow.extract(
                    Invoice.example, model: "m", prompt: "p", from: [Secret(isOwnError: isOwnError)],
                    delivery: isInline ? .inline : .file)
            } throws: {
                ($0 as? ClientError)?.description
                    == "Row 1 can't be written as JSON: \(words) [invalidRequest]"
            }
            #expect {
                _ = try JSONValue(example: Secret(isOwnError: isOwnError))
            } throws: {
                ($0 as? ClientError)?.message == "The example can't be written as JSON: \(words)"
            }
        }
    }

    private func text(of row: some Encodable) throws -> String {
        String(decoding: try RowEncoder.line(of: row, number: 1), as: UTF8.self)
    }
}
