import Foundation
import LDXHub
import Testing

@testable import extract_records

@Suite("Tickets in a file")
struct TicketTests {
    private let ticket = Ticket(
        customer: "Acme, Inc.", product: "R-200", request: "Says \"it smells\"\nand is afraid.", pieces: 3,
        isUrgent: true)

    @Test(
        "are quoted in CSV where they must be",
        arguments: [
            (["a", "b"], "a,b\r\n"), (["a,b", ""], "\"a,b\",\r\n"), (["say \"x\""], "\"say \"\"x\"\"\"\r\n"),
            (["two\nlines", "c\r"], "\"two\nlines\",\"c\r\"\r\n"), (["請求書 1"], "請求書 1\r\n"),
            (["a\r\nb"], "\"a\r\nb\"\r\n"),
        ])
    func quoting(cells: [String], line: String) {
        #expect(TicketFormat.line(cells) == line)
    }

    @Test("have the number of their row in each format")
    func formats() throws {
        #expect(
            try TicketFormat.csv.line(ticket, row: 7)
                == "7,\"Acme, Inc.\",R-200,\"Says \"\"it smells\"\"\nand is afraid.\",3,true\r\n")
        #expect(
            try TicketFormat.jsonl.line(ticket, row: 7)
                == #"{"row":7,"ticket":{"customer":"Acme, Inc.","is_urgent":true,"pieces":3,"product":"R-200","request":"Says \"it smells\"\nand is afraid."}}"#
                + "\n")
    }

    @Test("have an example that shows a type in each place")
    func example() throws {
        #expect(
            try JSONValue(example: Ticket.example) == [
                "customer": "Ms Sato", "product": "R-100", "request": "Wants a longer cable.", "pieces": 2,
                "is_urgent": false,
            ])
    }

    private func folder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "tickets-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    private func names(in folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path)
    }

    @Test("are at their place only once the file is whole")
    func whole() throws {
        let folder = try folder()
        let place = folder.appendingPathComponent("notes.csv")
        let file = try TicketFile(place, .csv)
        try file.append(ticket, row: 1)
        #expect(!FileManager.default.fileExists(atPath: place.path))
        try file.finish()
        #expect(
            try String(contentsOf: place, encoding: .utf8) == """
                row,customer,product,request,pieces,is_urgent\r\n1,"Acme, Inc.",R-200,"Says ""it smells""
                and is afraid.",3,true\r\n
                """)
        #expect(try names(in: folder) == ["notes.csv"])
    }

    @Test("leave nothing behind when the job breaks off")
    func unfinished() throws {
        let folder = try folder()
        do {
            let file = try TicketFile(folder.appendingPathComponent("notes.csv"), .csv)
            try file.append(ticket, row: 1)
        }
        #expect(try names(in: folder) == [])
    }

    @Test("never replace a file that came in between")
    func taken() throws {
        let folder = try folder()
        let place = folder.appendingPathComponent("notes.csv")
        let file = try TicketFile(place, .csv)
        try Data("kept".utf8).write(to: place)
        let error = #expect(throws: ClientError.self) { try file.finish() }
        #expect(error?.code == .fileUnavailable)
        #expect(error?.operation == "output")
        #expect(try Data(contentsOf: place) == Data("kept".utf8))
    }
}
