import Foundation
import LDXHub
import Testing

@testable import ExampleSupport

@Suite("The samples of the examples")
struct SampleTests {
    @Test("of an invoice is a PDF whose table of objects points at each of them")
    func objects() throws {
        let file = try #require(String(data: Sample.invoice.data, encoding: .utf8))
        #expect(file.hasPrefix("%PDF-1.4\n"))
        #expect(file.hasSuffix("%%EOF\n"))
        let bytes = Array(file.utf8)
        let table = try #require(file.range(of: "xref\n0 6\n"))
        let entries = file[table.upperBound...].split(separator: "\n").dropFirst().prefix(5)
        for (index, entry) in entries.enumerated() {
            let offset = try #require(Int(entry.prefix(10)))
            #expect(String(decoding: bytes[offset..<(offset + 7)], as: UTF8.self) == "\(index + 1) 0 obj")
        }
        #expect(file.contains("\nstartxref\n\(file[..<table.lowerBound].utf8.count)\n"))
    }

    @Test("of an invoice adds up")
    func amounts() {
        let lines = String(decoding: Sample.invoice.data, as: UTF8.self).split(separator: "\n")
        let numbers = lines.map { line in
            line.split { " ()'".contains($0) }.compactMap { Decimal(string: String($0)) }
        }
        let items = lines.indices.filter { lines[$0].hasSuffix("0) '") && numbers[$0].count >= 3 }
        #expect(items.count == 3)
        for item in items.map({ numbers[$0].suffix(3) }) {
            #expect(item.dropLast().reduce(1, *) == item.last)
        }
        let amount = { (name: String) in
            lines.firstIndex { $0.contains(name) }.flatMap { numbers[$0].last } ?? 0
        }
        let sum: Decimal = items.compactMap { numbers[$0].last }.reduce(0, +)
        #expect(sum == amount("Subtotal"))
        #expect(amount("Subtotal") + amount("VAT") == amount("Total EUR"))
        #expect(amount("Total EUR") == Decimal(string: "593.64"))
    }

    @Test("of notes has one JSON object a line")
    func notes() throws {
        let lines = String(decoding: Sample.notes.data, as: UTF8.self).split(separator: "\n")
        #expect(lines.count == 4)
        for line in lines {
            let object = try JSONDecoder().decode([String: String].self, from: Data(line.utf8))
            #expect(object.keys.sorted() == ["customer", "note", "product"])
        }
    }
}

@Suite("The input of a tool")
struct InputFileTests {
    @Test("is the sample when none is named")
    func sample() throws {
        let input = try InputFile(nil, orSample: .invoice)
        #expect(input.isSample)
        #expect(input.name == "sample-invoice.pdf")
        #expect(input.format == .pdf)
    }

    @Test("is a file, whose format its name tells")
    func file() throws {
        let place = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).JPG")
        try Data("x".utf8).write(to: place)
        defer { try? FileManager.default.removeItem(at: place) }
        let input = try InputFile(place.path, orSample: .invoice)
        #expect(!input.isSample)
        #expect(input.format == .jpeg)
        #expect(input.ending == "JPG")
    }

    @Test("is refused when it is missing or a folder", arguments: ["/no/such/file.pdf", "/"])
    func missing(path: String) {
        let error = #expect(throws: ClientError.self) { try InputFile(path, orSample: .invoice) }
        #expect(error?.code == .fileUnavailable)
        #expect(error.map(ExitStatus.code(for:)) == 66)
    }
}

@Suite("The service of an example")
struct ReachedEnvironmentTests {
    @Test(
        "is the emulator unless there is a key or an address",
        arguments: [
            ([:], true), (["LDXHUB_API_KEY": ""], true), (["LDXHUB_API_KEY": "k"], false),
            (["LDXHUB_BASE_URL": "https://example.com"], false), (["LDXHUB_BASE_URL": ""], true),
        ] as [([String: String], Bool)])
    func emulated(environment: [String: String], expected: Bool) {
        #expect(ReachedEnvironment(prefix: "LDXHUB", variables: environment).isEmulated == expected)
        #expect(ReachedEnvironment(prefix: "FLIXU", variables: environment).isEmulated)
    }
}
