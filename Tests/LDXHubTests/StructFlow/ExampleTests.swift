import Foundation
import LDXHub
import Testing

@Suite("An example that shows the shape of records")
struct ExampleTests {
    private struct Line: Codable {
        var note: String?
        var pieces = 3
        var price = 7.0
        var tags: [String] = []
    }

    private struct Bill: Codable {
        var number = "INV-1"
        var lines = [Line()]
        var total = Double.nan
        var paidAt: Date?
        var more: [String: Int] = [:]
        var rate: Float? = .infinity
    }

    @Test("keeps the kinds of its numbers")
    func numbers() throws {
        let line = Line(note: "n", tags: ["t"])
        #expect(
            try JSONValue(example: line)
                == ["note": "n", "pieces": 3, "price": 7.0, "tags": ["t"]])
        #expect(try JSONValue(example: ["price": 7.0]) != ["price": 7])
    }

    @Test("is refused with each place that carries no type, all at once")
    func gaps() {
        #expect {
            _ = try JSONValue(example: Bill())
        } throws: { error in
            let error = error as? ClientError
            return error?.code == .invalidRequest
                && error?.message
                    == "The example shows no type in some places: lines[0].note is nil, lines[0].tags is an empty list, more has no members, paidAt is nil, rate is not a finite number, total is not a finite number. Give each a value like those that records will have."
        }
    }

    @Test("is refused when it is no object, or an empty one")
    func root() {
        for (message, make) in [
            ("The example is no object", { _ = try JSONValue(example: ["a", "b"]) }),
            ("The example is no object", { _ = try JSONValue(example: "text") }),
            ("The example is no object", { _ = try JSONValue(example: Int?.none) }),
            ("the example has no members", { _ = try JSONValue(example: [String: Int]()) }),
        ] {
            #expect {
                try make()
            } throws: {
                ($0 as? ClientError)?.message.contains(message) ?? false
            }
        }
    }

    @Test("names a place in a list that is nil, and one in a value that was made by hand")
    func deep() {
        #expect {
            _ = try JSONValue(example: ["a": ["b": [1, nil]]])
        } throws: {
            ($0 as? ClientError)?.message.contains("a.b[1] is nil.") ?? false
        }
        #expect {
            _ = try JSONValue(example: ["a": ["b": .null]] as JSONValue)
        } throws: {
            ($0 as? ClientError)?.message.contains(": a.b is nil.") ?? false
        }
    }

    private struct Moment: Codable, Equatable {
        var at = Date(timeIntervalSince1970: 1_776_079_283)
        var link = URL(string: "https://example.com/x")
        var id = UUID(uuidString: "E621E1F8-C36C-495A-93FC-0C247A3E6E5F")
        var amount: Decimal = 10_000
    }

    @Test("writes dates in ISO 8601, and decimals with their fraction")
    func special() throws {
        #expect(
            try JSONValue(example: Moment())
                == [
                    "at": "2026-04-13T11:21:23Z", "link": "https://example.com/x",
                    "id": "E621E1F8-C36C-495A-93FC-0C247A3E6E5F", "amount": 10_000.0,
                ])
    }

    private struct Stubborn: Encodable {
        func encode(to encoder: any Encoder) throws { throw CocoaError(.coderInvalidValue) }
    }

    @Test("that can't be encoded is an error of this package")
    func stubborn() {
        #expect {
            _ = try JSONValue(example: Stubborn())
        } throws: {
            ($0 as? ClientError)?.code == .invalidRequest
        }
    }
}
