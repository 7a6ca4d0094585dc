package import Foundation

/// Reads a `text/event-stream`, whatever pieces it comes in (WHATWG HTML, server-sent events).
///
/// An event that no empty line ends is dropped, as the standard says: it may be half of one.
package struct ServerSentEventParser: Sendable {
    /// The time that the server wants to pass before a new connection, in milliseconds.
    package private(set) var reconnectionTime: Int?

    private let eventLimit: Int
    private var line: [UInt8] = []
    /// A line feed that follows is the second half of a line's end.
    private var endsWithReturn = false
    /// The line is the first, so it may begin with a byte order mark.
    private var isAtStart = true

    private var type = ""
    private var data: String?
    private var lastEventID = ""

    /// Makes a parser.
    ///
    /// - Parameter eventLimit: The most bytes to hold for one event; comments and unknown fields do not add up.
    package init(eventLimit: Int) {
        self.eventLimit = eventLimit
    }

    /// Reads the next bytes, and gives the events that they complete.
    ///
    /// - Throws: ``ClientError`` with `.unexpectedResponse` for an event beyond the limit; no further byte is to be read
    ///   then.
    package mutating func feed(_ bytes: Data) throws -> [ServerSentEvent] {
        var events: [ServerSentEvent] = []
        try bytes.withUnsafeBytes { (bytes: UnsafeRawBufferPointer) in
            var rest = bytes[...]
            if endsWithReturn, let first = rest.first {
                endsWithReturn = false
                if first == Self.lineFeed { rest = rest.dropFirst() }
            }
            while let end = rest.firstIndex(where: { $0 == Self.lineFeed || $0 == Self.carriageReturn }) {
                try append(rest[..<end])
                if let event = endLine() { events.append(event) }
                let isReturn = rest[end] == Self.carriageReturn
                rest = rest[(end + 1)...]
                guard isReturn else { continue }
                if rest.first == Self.lineFeed {
                    rest = rest.dropFirst()
                } else {
                    endsWithReturn = rest.isEmpty
                }
            }
            try append(rest)
        }
        return events
    }

    private static let lineFeed: UInt8 = 0x0A
    private static let carriageReturn: UInt8 = 0x0D
    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private mutating func append(_ bytes: Slice<UnsafeRawBufferPointer>) throws {
        let held = line.count + (data?.utf8.count ?? 0) + type.utf8.count
        guard held + bytes.count <= eventLimit else {
            throw ClientError(
                .unexpectedResponse,
                "The service sent an event of more than the \(eventLimit) bytes that were allowed for one.")
        }
        line.append(contentsOf: bytes)
    }

    private mutating func endLine() -> ServerSentEvent? {
        defer { line.removeAll(keepingCapacity: line.count < 1 << 16) }
        var text = line[...]
        if isAtStart, text.starts(with: Self.mark) { text = text.dropFirst(Self.mark.count) }
        isAtStart = false
        guard !text.isEmpty else { return dispatch() }
        let colon = text.firstIndex(of: UInt8(ascii: ":")) ?? text.endIndex
        var value = text[colon...].dropFirst()
        if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
        set(String(decoding: text[..<colon], as: UTF8.self), value)
        return nil
    }

    private mutating func set(_ field: String, _ value: ArraySlice<UInt8>) {
        switch field {
        case "event": type = String(decoding: value, as: UTF8.self)
        case "data":
            let text = String(decoding: value, as: UTF8.self)
            // In place: an event may have a million lines.
            if data == nil { data = text } else { data?.append("\n" + text) }
        case "id" where !value.contains(0): lastEventID = String(decoding: value, as: UTF8.self)
        case "retry" where value.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }:
            reconnectionTime = Int(String(decoding: value, as: UTF8.self)) ?? reconnectionTime
        default: break
        }
    }

    private mutating func dispatch() -> ServerSentEvent? {
        defer { (type, data) = ("", nil) }
        return data.map {
            ServerSentEvent(type: type.isEmpty ? "message" : type, data: $0, lastEventID: lastEventID)
        }
    }
}
