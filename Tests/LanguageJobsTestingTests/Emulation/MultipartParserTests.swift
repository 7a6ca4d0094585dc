import Foundation
import Testing

@testable import LanguageJobsTesting

@Suite struct MultipartParserTests {
    /// What a reader made of a body.
    struct Reading: Equatable {
        var names: [String] = []
        var filenames: [String?] = []
        var contents: [Data] = []
        var ends = 0
    }

    private func read(_ body: Data, boundary: String = "b", pieces: Int = .max) throws -> Reading {
        var parser = try MultipartParser(boundary: boundary)
        var reading = Reading()
        var rest = body
        while !rest.isEmpty {
            try parser.consume(Data(rest.prefix(pieces))) { event in
                switch event {
                case .part(let header):
                    reading.names.append(header.name)
                    reading.filenames.append(header.filename)
                    reading.contents.append(Data())
                case .bytes(let bytes): reading.contents[reading.contents.count - 1].append(bytes)
                case .partEnd: reading.ends += 1
                }
            }
            rest = rest.dropFirst(pieces)
        }
        try parser.finish()
        return reading
    }

    private func body(_ lines: String...) -> Data {
        Data(lines.joined(separator: "\r\n").utf8)
    }

    @Test("A body is read the same wherever it is cut", arguments: [1, 2, 3, 7, 13, 64 << 10])
    func cuts(pieces: Int) throws {
        let content = Data("\r\n--\r\n--cu\r\n--cut-her\r--cut-here\n\r\n\r".utf8) + Data(0...255)
        let reading = try read(HubCaller.form("a.bin", content), boundary: "cut-here", pieces: pieces)
        #expect(reading == Reading(names: ["file"], filenames: ["a.bin"], contents: [content], ends: 1))
    }

    @Test(
        "Content that ends as the delimiter begins is kept whole",
        arguments: ["", "\r", "\n", "\r\n", "\r\r", "\r\n--cut-her", "x\r\n\r"], [1, 2, 1_000])
    func endings(text: String, pieces: Int) throws {
        let reading = try read(HubCaller.form("a", Data(text.utf8)), boundary: "cut-here", pieces: pieces)
        #expect(reading.contents == [Data(text.utf8)])
    }

    @Test("Several parts are read in order", arguments: [1, 5, 1000])
    func parts(pieces: Int) throws {
        let body = body(
            "--b", "Content-Disposition: form-data; name=one", "", "first", "--b",
            "content-disposition: form-data; name=\"two\"; filename=\"2.txt\"", "Content-Type: text/plain",
            "",
            "", "--b--")
        let reading = try read(body, pieces: pieces)
        #expect(reading.names == ["one", "two"])
        #expect(reading.filenames == [nil, "2.txt"])
        #expect(reading.contents == [Data("first".utf8), Data()])
        #expect(reading.ends == 2)
    }

    @Test("No more is held back than a delimiter", arguments: [1, 2, 7, 64 << 10])
    func bounded(pieces: Int) throws {
        // Every byte could begin a delimiter, which is what makes a careless reader hold on to all of them.
        let content = Data(repeating: 0x0D, count: pieces == 64 << 10 ? 8 << 20 : 20_000)
        var parser = try MultipartParser(boundary: "cut-here")
        var most = 0
        var seen = 0
        var rest = HubCaller.form("a.bin", content)
        var isContent = false
        while !rest.isEmpty {
            try parser.consume(Data(rest.prefix(pieces))) { event in
                if case .part = event { isContent = true }
                if case .bytes(let bytes) = event { seen += bytes.count }
            }
            if isContent { most = max(most, parser.held) }
            rest = rest.dropFirst(pieces)
        }
        try parser.finish()
        #expect(seen == content.count)
        #expect(most < "\r\n--cut-here".utf8.count + 2)
    }

    @Test(
        "A malformed body is an error that says what is wrong",
        arguments: [
            ("", "doesn't begin with the boundary"),
            ("--c\r\n", "doesn't begin with the boundary"),
            ("preamble\r\n--b\r\n", "doesn't begin with the boundary"),
            ("--b", "ends within a part's header"),
            ("--b\r\n", "ends within a part's header"),
            (
                "--b\nContent-Disposition: form-data; name=a\n\nx\n--b--",
                "neither a line break nor two dashes"
            ),
            ("--b\r\nContent-Disposition: form-data; name=a\r\n", "ends within a part's header"),
            ("--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx", "without the closing delimiter"),
            ("--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--b", "ends within a part's header"),
            ("--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--bcd", "neither a line break"),
            ("--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--b--\r\nmore", "after the closing"),
            ("--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--b--x", "after the closing"),
            ("--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--", "no Content-Disposition"),
            ("--b\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n--b--", "not form-data"),
            ("--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--", "not form-data with a name"),
            ("--b\r\nno field\r\n\r\nx\r\n--b--", "a line that is no field"),
            ("--b\r\nA: 1\r\nA: 2\r\n\r\nx\r\n--b--", "has a twice"),
            ("--b\r\nContent-Disposition: form-data; name=\"a\r\n\r\nx\r\n--b--", "name is malformed"),
        ])
    func malformed(text: String, message: String) throws {
        for pieces in [1, 1000] {
            let error = try #require(throws: MultipartError.self) {
                try read(Data(text.utf8), pieces: pieces)
            }
            #expect(error.message.contains(message), "\(error.message)")
        }
    }

    @Test("A header that doesn't end is refused before it is held", arguments: [100, 64 << 10])
    func longHeader(pieces: Int) throws {
        let text = "--b\r\nContent-Disposition: form-data; name=\"" + String(repeating: "n", count: 40_000)
        let error = try #require(throws: MultipartError.self) { try read(Data(text.utf8), pieces: pieces) }
        #expect(error.message == "a part's header is longer than 16384 bytes")
    }

    @Test("A part's header that is not UTF-8 is refused")
    func encoding() throws {
        let text =
            Data("--b\r\nContent-Disposition: form-data; name=\"".utf8) + Data([0xFF, 0x22])
            + Data("\r\n\r\nx\r\n--b--".utf8)
        let error = try #require(throws: MultipartError.self) { try read(text) }
        #expect(error.message == "a part's header is not UTF-8")
    }

    @Test(
        "A boundary that can't be one is refused",
        arguments: ["", "ends with a space ", "ü", "a\"b", String(repeating: "x", count: 71)])
    func boundary(text: String) {
        #expect(throws: MultipartError.self) { try MultipartParser(boundary: text) }
    }

    @Test("The longest boundary is taken, and one with every sign that is allowed")
    func longBoundary() throws {
        for boundary in [String(repeating: "x", count: 70), "a'()+_,-./:=? z"] {
            let text = "--\(boundary)\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--\(boundary)--"
            #expect(try read(Data(text.utf8), boundary: boundary).contents == [Data("x".utf8)])
        }
    }
}
