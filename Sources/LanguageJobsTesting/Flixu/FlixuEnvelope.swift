import Foundation

/// Writes answers in the form that all of Flixu's have (Flixu docs, Overview).
struct FlixuEnvelope: Sendable {
    let requestID: String

    /// - Throws: What storing a long answer throws.
    @concurrent func answer(_ outcome: FlixuOutcome) async throws -> EmulatorAnswer {
        switch outcome.content {
        case .raw(let answer):
            return answer
        case .data(let data, let meta):
            let envelope = EmulatorJSON.object(["data": .object(data), "meta": .object(full(meta))])
            return try json(outcome.status, envelope)
        case .document(let data, let file, let meta):
            // In pieces: neither the file nor its Base64 is ever whole in memory.
            let body = StoredBody()
            try body.append(Data(#"{"data":{"file_data":""#.utf8))
            let step = 3 << 16
            for offset in stride(from: 0, to: file.count, by: step) {
                try body.append(try file.whole(at: offset, upTo: step).base64EncodedData())
            }
            try body.append(Data("\",".utf8) + EmulatorJSON.object(data).data().dropFirst())
            try body.append(Data(#","meta":"#.utf8) + EmulatorJSON.object(full(meta)).data() + Data("}".utf8))
            return EmulatorAnswer(status: outcome.status, headers: Self.jsonHeaders, body: body)
        }
    }

    func answer(_ problem: FlixuProblem) throws -> EmulatorAnswer {
        try json(problem.status, problem.json(requestID))
    }

    func answer(_ problem: FlixuFilesProblem) throws -> EmulatorAnswer {
        try EmulatorAnswer(
            status: problem.status, headers: ["Content-Type": "application/xml"],
            data: Data(problem.xml(requestID).utf8))
    }

    private static let jsonHeaders: TransportHeaders = ["Content-Type": "application/json"]

    private func json(_ status: Int, _ value: EmulatorJSON) throws -> EmulatorAnswer {
        try EmulatorAnswer(status: status, headers: Self.jsonHeaders, data: value.data())
    }

    private func full(_ meta: [String: EmulatorJSON]) -> [String: EmulatorJSON] {
        meta.merging(["request_id": .string(requestID)]) { $1 }
    }
}

extension StoredBody {
    /// As many bytes as were asked for, fewer at the end only: a file may give fewer where it likes to.
    fileprivate func whole(at offset: Int64, upTo length: Int) throws -> Data {
        var data = try read(at: offset, upTo: length)
        while data.count < length, offset + Int64(data.count) < count {
            data += try read(at: offset + Int64(data.count), upTo: length - data.count)
        }
        return data
    }
}
