import Foundation
import LanguageJobs
import Testing

@Suite("A parser of server-sent events")
struct ServerSentEventParserTests {
    /// Every rule of the standard once, and what has to come of it.
    private static let corpus =
        "\u{FEFF}data: after a mark\n\n"
        + ": a comment\ndata:no space\ndata:  two spaces\ndata\ndata: last\n\n"
        + "event: progress\r\nid: 7\r\nretry: 1500\r\ndata: {\"a\":1}\r\n\r\n"
        + "data: by return\r\rdata: id stays\revent:\r\r"
        + "id: a\0b\nretry: 12x\nretry: -1\nretry:\nevent: first\nevent: second\nDATA: no\ndatum: no\ndata: ä€😀:x\n\n"
        + "event: without data\nid: 8\n\n"
        + "data\n\n"
        + "\u{FEFF}data: no mark here\n\n"
        + "id\ndata: \u{1F}\t\n\r\n"
        + ":\r\n\r\n\r\n"
        + "data: cut off\nevent: cut"

    private static let expected = [
        ServerSentEvent(data: "after a mark"),
        ServerSentEvent(data: "no space\n two spaces\n\nlast"),
        ServerSentEvent(type: "progress", data: #"{"a":1}"#, lastEventID: "7"),
        ServerSentEvent(data: "by return", lastEventID: "7"),
        ServerSentEvent(data: "id stays", lastEventID: "7"),
        ServerSentEvent(type: "second", data: "ä€😀:x", lastEventID: "7"),
        ServerSentEvent(data: "", lastEventID: "8"),
        ServerSentEvent(data: "\u{1F}\t", lastEventID: ""),
    ]

    private func events(_ pieces: [Data]) throws -> [ServerSentEvent] {
        var parser = ServerSentEventParser(eventLimit: 1_000)
        var events: [ServerSentEvent] = []
        for piece in pieces { events += try parser.feed(piece) }
        #expect(parser.reconnectionTime == 1500)
        return events
    }

    @Test("reads every field and every end of line, and drops what no empty line ends")
    func whole() throws {
        #expect(try events([Data(Self.corpus.utf8)]) == Self.expected)
    }

    @Test("gives the same whatever pieces the bytes come in")
    func split() throws {
        let bytes = Data(Self.corpus.utf8)
        for index in 0...bytes.count {
            #expect(
                try events([bytes.prefix(index), bytes.dropFirst(index)]) == Self.expected, "at \(index)")
        }
        for size in [1, 2, 3, 7] {
            let pieces = stride(from: 0, to: bytes.count, by: size).map {
                bytes.dropFirst($0).prefix(size)
            }
            #expect(try events(pieces) == Self.expected, "by \(size)")
        }
    }

    @Test(
        "gives an event as soon as its last line is over",
        arguments: ["data: x\n\n", "data: x\r\r", "data: x\r\n\r"])
    func atOnce(text: String) throws {
        var parser = ServerSentEventParser(eventLimit: 100)
        #expect(try parser.feed(Data(text.utf8)) == [ServerSentEvent(data: "x")])
        #expect(try parser.feed(Data("\ndata: y\n\n".utf8)) == [ServerSentEvent(data: "y")])
    }

    @Test("replaces bytes that are no UTF-8, and takes a part of a mark for text")
    func invalidText() throws {
        var parser = ServerSentEventParser(eventLimit: 100)
        let bytes = Data([0xEF, 0xBB]) + Data("data: lost\ndata: a".utf8) + Data([0xFF]) + Data("b\n\n".utf8)
        #expect(try parser.feed(bytes) == [ServerSentEvent(data: "a\u{FFFD}b")])
    }

    @Test("ignores a time to wait that no number can hold")
    func absurdTime() throws {
        var parser = ServerSentEventParser(eventLimit: 100)
        _ = try parser.feed(Data("retry: 20\nretry: 99999999999999999999999\n\n".utf8))
        #expect(parser.reconnectionTime == 20)
    }

    @Test(
        "refuses an event beyond its limit, in one line, in many, or in its name",
        arguments: [
            "data: " + String(repeating: "x", count: 100),
            String(repeating: "data: 0123456789\n", count: 10),
            "event: " + String(repeating: "e", count: 60) + "\ndata: " + String(repeating: "x", count: 60),
            ":" + String(repeating: "c", count: 101),
        ])
    func limit(text: String) throws {
        for size in [1, 1_000] {
            var parser = ServerSentEventParser(eventLimit: 100)
            let bytes = Data(text.utf8)
            let error = #expect(throws: ClientError.self) {
                for start in stride(from: 0, to: bytes.count, by: size) {
                    _ = try parser.feed(bytes.dropFirst(start).prefix(size))
                }
            }
            #expect(error?.code == .unexpectedResponse)
            #expect(error?.message.contains("100 bytes") == true)
        }
    }

    @Test("holds any number of events and comments below its limit")
    func unlimitedNumber() throws {
        var parser = ServerSentEventParser(eventLimit: 40)
        let text =
            String(repeating: ": still there, and waiting\n", count: 1_000) + "data: " + "0123456789\n\n"
        #expect(try parser.feed(Data(text.utf8)) == [ServerSentEvent(data: "0123456789")])
        let many = String(repeating: "data: 0123456789\n\n", count: 1_000)
        #expect(try parser.feed(Data(many.utf8)).count == 1_000)
    }
}
