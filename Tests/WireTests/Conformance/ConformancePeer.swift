import Foundation
import LanguageJobsTesting
import TestSupport

/// The peer that ``TransportConformance`` asks for, on a `WireServer`.
struct ConformancePeer {
    private let logs = PeerLogs()

    /// Starts a server with this peer.
    static func start() throws -> WireServer {
        let peer = ConformancePeer()
        return try WireServer { connection in
            do {
                while let head = try connection.readHead() {
                    guard try peer.serve(head, &connection) else { return }
                }
            } catch WireError.peerClosed {
                // A transport may leave whenever it likes; what it must not do is told by the checks.
            }
        }
    }

    /// Serves one request; `false` when the connection is done with.
    private func serve(_ head: WireHead, _ connection: inout WireConnection) throws -> Bool {
        let target = Target(head.target)
        switch target.name {
        case "deaf":
            count(target.id) { $0.requests += 1 }
            _ = try connection.waitForPeerClose(within: .seconds(5))
            return false
        case "early":
            try connection.respond(status: 413, body: "too large")
            return try hang(target, &connection)
        default: break
        }
        let pattern = TransportConformance.pattern(4 << 20)
        var body = (count: 0, isPattern: true)
        try connection.readBody(of: head) { piece in
            body.isPattern = body.isPattern && piece == pattern.dropFirst(body.count).prefix(piece.count)
            body.count += piece.count
        }
        count(target.id) { $0.requests += 1 }
        switch target.name {
        case "echo": try echo(head, body, &connection)
        case "log": try log(target, &connection)
        case "refused": try connection.respond(body: "http://127.0.0.1:\(WireServer.refusedPort())/")
        case "status": try status(target.number, &connection)
        case "redirect":
            let location = "/echo?id=\(target.id ?? "")-followed"
            try connection.respond(status: target.number, headers: ["Location": location])
        default: return try serveBody(target, &connection)
        }
        return true
    }

    private func serveBody(_ target: Target, _ connection: inout WireConnection) throws -> Bool {
        let bytes = TransportConformance.pattern(target.number)
        switch target.name {
        case "bytes":
            try connection.respond(body: bytes)
            return true
        case "chunks":
            try connection.startResponse()
            for chunk in bytes.inChunks(of: 1_000) { try connection.writeChunk(chunk) }
            try connection.endChunks()
            return true
        case "drip":
            try connection.startResponse()
            for chunk in bytes.inChunks(of: 1) {
                guard try !connection.waitForPeerClose(within: .milliseconds(100)) else { return false }
                try connection.writeChunk(chunk)
            }
            try connection.endChunks()
            return true
        case "until-close":
            try connection.startResponse(framing: .untilClose)
            try connection.write(bytes)
        case "stall":
            try connection.startResponse(framing: .length(target.number + 1))
            try connection.write(bytes)
            return try hang(target, &connection)
        case "truncated":
            try connection.startResponse(framing: .length(target.number + 1))
            try connection.write(bytes)
        case "truncated-chunks":
            try connection.startResponse()
            for chunk in bytes.inChunks(of: 1_000) { try connection.writeChunk(chunk) }
        case "hang": return try hang(target, &connection)
        case "reset": connection.reset()
        case "close": break
        case "garbage": try connection.write("this is no HTTP\r\n\r\n")
        default:
            try connection.respond(status: 404, body: "no such path")
            return true
        }
        return false
    }

    private func hang(_ target: Target, _ connection: inout WireConnection) throws -> Bool {
        if try connection.waitForPeerClose(within: .seconds(30)) { count(target.id) { $0.closed += 1 } }
        return false
    }

    private func status(_ status: Int, _ connection: inout WireConnection) throws {
        switch status {
        case 204: try connection.write("HTTP/1.1 204 \r\n\r\n")
        case 304: try connection.write("HTTP/1.1 304 \r\n\r\n")
        default: try connection.respond(status: status, body: "status \(status)")
        }
    }

    private func echo(
        _ head: WireHead, _ body: (count: Int, isPattern: Bool), _ connection: inout WireConnection
    ) throws {
        let echo = TransportConformance.Echo(
            method: head.method, target: head.target,
            headers: head.fields.map { .init(name: $0.name, value: $0.value) },
            bodyLength: body.count, bodyIsPattern: body.isPattern)
        let json = try JSONEncoder().encode(echo)
        if head.method == "HEAD" {
            try connection.startResponse(headers: ["X-Method": "HEAD"], framing: .length(json.count))
        } else {
            try connection.respond(headers: ["X-Method": head.method, "Set-Cookie": "peer=1"], body: json)
        }
    }

    private func log(_ target: Target, _ connection: inout WireConnection) throws {
        let log = logs.log(
            of: target.lastComponent, requests: target.query("requests"), closed: target.query("closed"))
        try connection.respond(body: JSONEncoder().encode(log))
    }

    private func count(_ id: String?, _ change: (inout TransportConformance.Log) -> Void) {
        if let id { logs.update(id, change) }
    }
}

/// A request target such as `/bytes/10?id=a`.
private struct Target {
    private let components: [Substring]
    private let items: [Substring: String]

    init(_ text: String) {
        let path = text.prefix { $0 != "?" }
        components = path.split(separator: "/")
        let pairs = text.dropFirst(path.count + 1).split(separator: "&").map { item -> (Substring, String) in
            let name = item.prefix { $0 != "=" }
            return (name, String(item.dropFirst(name.count + 1)))
        }
        items = Dictionary(pairs) { $1 }
    }

    var name: Substring { components.first ?? "" }
    var lastComponent: String { components.last.map(String.init) ?? "" }
    var number: Int { Int(lastComponent) ?? 0 }
    var id: String? { items["id"] }

    func query(_ name: Substring) -> Int { items[name].flatMap { Int($0) } ?? 0 }
}

extension Data {
    fileprivate func inChunks(of size: Int) -> [Data] {
        stride(from: 0, to: count, by: size).map { Data(self[$0..<Swift.min($0 + size, count)]) }
    }
}
