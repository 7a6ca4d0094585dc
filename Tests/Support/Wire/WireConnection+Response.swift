package import Foundation

extension WireConnection {
    /// How the peer finds the end of a response that is written piece by piece.
    package enum ResponseFraming: Sendable {
        case chunked
        /// The announced length, which the script may then miss on purpose.
        case length(Int)
        /// By the end of the connection.
        case untilClose
    }

    package func write(_ text: String) throws { try write(Data(text.utf8)) }

    /// Returns once the kernel has taken all bytes; blocks while the peer does not read.
    package func write(_ data: Data) throws {
        try perform { try socket.write(data) }
    }

    package func respond(
        status: Int = 200, headers: KeyValuePairs<String, String> = [:], body: String
    ) throws {
        try respond(status: status, headers: headers, body: Data(body.utf8))
    }

    /// Writes a whole response: the headers as given, and the Content-Length unless the status forbids it.
    package func respond(
        status: Int = 200, headers: KeyValuePairs<String, String> = [:], body: Data = Data()
    ) throws {
        // One write, so that no peer can see the head without its body.
        let hasLength = status >= 200 && status != 204 && status != 304
        try write(Self.head(status, headers, hasLength ? ["Content-Length": "\(body.count)"] : [:]) + body)
    }

    /// Writes the head of a response whose body the script then writes itself.
    package func startResponse(
        status: Int = 200, headers: KeyValuePairs<String, String> = [:], framing: ResponseFraming = .chunked
    ) throws {
        switch framing {
        case .chunked: try write(Self.head(status, headers, ["Transfer-Encoding": "chunked"]))
        case .length(let length): try write(Self.head(status, headers, ["Content-Length": "\(length)"]))
        case .untilClose: try write(Self.head(status, headers, ["Connection": "close"]))
        }
    }

    package func writeChunk(_ text: String) throws { try writeChunk(Data(text.utf8)) }

    /// Writes one chunk of a chunked response; an empty one would end it and is refused.
    package func writeChunk(_ data: Data) throws {
        guard !data.isEmpty else {
            throw WireError.misused("an empty chunk ends the response; call endChunks()")
        }
        try write(Data("\(String(data.count, radix: 16))\r\n".utf8) + data + Data("\r\n".utf8))
    }

    package func endChunks() throws { try write("0\r\n\r\n") }

    // No reason phrase: HTTP/1.1 lets it be empty, and no client may depend on it.
    private static func head(
        _ status: Int, _ headers: KeyValuePairs<String, String>, _ framing: KeyValuePairs<String, String>
    ) -> Data {
        let lines = (Array(headers) + Array(framing)).map { "\($0.key): \($0.value)\r\n" }
        return Data("HTTP/1.1 \(status) \r\n\(lines.joined())\r\n".utf8)
    }
}
