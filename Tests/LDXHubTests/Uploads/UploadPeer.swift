import Foundation
import LDXHub
import LanguageJobsTesting

/// A service that knows nothing but uploads by chunks, and does with each chunk what a test says.
final class UploadPeer: HTTPTransport {
    /// What becomes of a chunk.
    enum Fate: Sendable {
        case answered
        case dropBefore
        case dropAfter
        case late(Duration)
        case refused
        case status(Int, applied: Bool, headers: TransportHeaders = [:])
        /// It is applied, and the answer is this instead of the file.
        case says(String)
        case altered
    }

    fileprivate struct State {
        var files: [String: Data] = [:]
        var late: [(due: Duration, id: String, bytes: Data)] = []
        var fates: ArraySlice<Fate>
        var lines: [String] = []
        var gone: Set<String> = []
    }

    let time: VirtualTime
    private let state: SendableBox<State>
    private let failsToTell: Bool

    /// - Parameters:
    ///   - fates: What becomes of each chunk, in the order of sending; those beyond are answered.
    ///   - failsToTell: Whether asking for a file always fails.
    init(_ fates: [Fate] = [], on time: VirtualTime = VirtualTime(), failsToTell: Bool = false) {
        self.time = time
        self.failsToTell = failsToTell
        state = SendableBox(State(fates: fates[...]))
    }

    /// What was asked, and the sizes that were told.
    var lines: [String] { state.current.lines }

    /// The bytes of a file, of now.
    func bytes(_ id: String) -> Data? {
        state.withLock { state in
            state.settle(time.now)
            return state.files[id]
        }
    }

    /// Forgets a file, as the service does after a while.
    func forget(_ id: String) {
        state.withLock { state in
            state.files[id] = nil
            state.gone.insert(id)
        }
    }

    /// Adds bytes that nobody sent.
    func append(_ bytes: Data, to id: String) { state.withLock { $0.files[id]?.append(bytes) } }

    func send(_ request: TransportRequest) async throws -> TransportResponse {
        try Task.checkCancellation()
        let body = try await request.body.open().collect(upTo: 8 << 20)
        request.onUploadProgress?(
            TransferProgress(completed: Int64(body.count) / 2, total: Int64(body.count)))
        let path = request.url.path.split(separator: "/").map(String.init)
        let now = time.now
        return try state.withLock { state in
            state.settle(now)
            switch (request.method, path.count, path.first) {
            case (.post, 1, "uploads"): return try state.begin(body)
            case (.put, 2, "uploads"): return try state.append(body, to: path[1], now)
            case (.get, 2, "files"):
                if failsToTell { throw TransportFailure(.connectionLost, "Nobody tells.") }
                return state.tell(path[1])
            case (.get, 3, "files"): return state.give(path[1])
            default: throw TransportFailure(.refused, "\(request.method) \(request.url.path)")
            }
        }
    }
}

extension UploadPeer.State {
    fileprivate mutating func settle(_ now: Duration) {
        for one in late where one.due <= now { files[one.id]?.append(one.bytes) }
        late.removeAll { $0.due <= now }
    }

    fileprivate mutating func begin(_ body: Data) throws -> TransportResponse {
        let name = try JSONDecoder().decode([String: String].self, from: body)["filename"] ?? "-"
        let id = "f\(files.count + gone.count + 1)"
        files[id] = Data()
        lines.append("begin \(id) \(name)")
        return file(id)
    }

    fileprivate mutating func append(_ body: Data, to id: String, _ now: Duration) throws -> TransportResponse
    {
        let fate = fates.popFirst() ?? .answered
        if case .refused = fate {
            lines.append("refused")
            throw TransportFailure(.cannotConnect, "Nobody there.")
        }
        guard files[id] != nil else {
            lines.append("append \(id) gone")
            return TransportResponse(status: 404)
        }
        let text = try JSONDecoder().decode([String: String].self, from: body)["data"] ?? ""
        let bytes = Data(base64Encoded: text) ?? Data()
        lines.append("append \(id) \(bytes.count)")
        switch fate {
        case .refused: break
        case .answered, .dropAfter, .says, .status(_, true, _): files[id]?.append(bytes)
        case .altered: files[id]?.append(Data(bytes.reversed()))
        case .dropBefore, .status: break
        case .late(let delay): late.append((now + delay, id, bytes))
        }
        switch fate {
        case .answered, .altered: return file(id)
        case .says(let text): return TransportResponse(status: 200, body: TransportStream(Data(text.utf8)))
        case .status(let status, _, let headers): return TransportResponse(status: status, headers: headers)
        case .refused, .dropBefore, .dropAfter, .late: throw TransportFailure(.connectionLost, "Cut.")
        }
    }

    fileprivate mutating func tell(_ id: String) -> TransportResponse {
        guard let bytes = files[id] else {
            lines.append("look \(id) gone")
            return TransportResponse(status: 404)
        }
        lines.append("look \(id) \(bytes.count)")
        return file(id)
    }

    fileprivate mutating func give(_ id: String) -> TransportResponse {
        lines.append("read \(id)")
        return TransportResponse(status: 200, body: TransportStream(files[id] ?? Data()))
    }

    private func file(_ id: String) -> TransportResponse {
        let text = #"{"file_id":"\#(id)","size":\#(files[id]?.count ?? -1)}"#
        return TransportResponse(status: 200, body: TransportStream(Data(text.utf8)))
    }
}
