import Foundation
import LanguageJobs
import Testing

@Suite struct WireCodingTests {
    private struct Status: OpenEnum {
        let rawValue: String
        init(rawValue: String) { self.rawValue = rawValue }

        static let queued: Status = "queued"
    }

    private struct Line: Codable {
        var at: Date?
        var count: Int?
        var name: String?

        enum CodingKeys: String, CodingKey {
            case at
            case count
            case name
        }

        init(at: Date?) { self.at = at }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            at = container.timestamp(.at)
            count = container.lenient(Int.self, .count)
            name = container.lenient(String.self, .name)
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(timestamp: at, .at)
        }
    }

    @Test("An open enumeration keeps what it does not know, as it was spelled")
    func openEnum() throws {
        let read = try WireCoding.decode([Status].self, from: #"["queued","Paused?",""]"#.data)
        #expect(read == [.queued, "Paused?", ""])
        #expect(read.map(\.rawValue) == ["queued", "Paused?", ""])
        #expect(read.map { "\($0)" } == ["queued", "Paused?", ""])
        #expect(String(decoding: try WireCoding.encode(read), as: UTF8.self) == #"["queued","Paused?",""]"#)
        #expect(Set(read).count == 3)
        #expect(Status(rawValue: "Queued") != .queued)
    }

    @Test("An open enumeration is a string, nothing else")
    func openEnumOfNoString() {
        #expect(throws: DecodingError.self) { try WireCoding.decode([Status].self, from: "[1]".data) }
    }

    @Test(
        "A timestamp that is missing, null, malformed or no string is none",
        arguments: ["{}", #"{"at":null}"#, #"{"at":"soon"}"#, #"{"at":1776079283}"#, #"{"at":{}}"#])
    func noTimestamp(text: String) throws {
        #expect(try WireCoding.decode(Line.self, from: text.data).at == nil)
    }

    @Test("A timestamp is read and written")
    func timestamp() throws {
        let line = try WireCoding.decode(Line.self, from: #"{"at":"2026-04-13T20:21:23+09:00"}"#.data)
        #expect(line.at == Date(timeIntervalSince1970: 1_776_079_283))
        #expect(
            String(decoding: try WireCoding.encode(line), as: UTF8.self) == #"{"at":"2026-04-13T11:21:23Z"}"#)
        #expect(String(decoding: try WireCoding.encode(Line(at: nil)), as: UTF8.self) == "{}")
    }

    @Test("A member of another type than documented is missing, and harms no other")
    func lenient() throws {
        let line = try WireCoding.decode(Line.self, from: #"{"count":"7","name":"x","at":[]}"#.data)
        #expect(line.count == nil)
        #expect(line.name == "x")
    }
}
