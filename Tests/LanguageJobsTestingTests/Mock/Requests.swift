import Foundation
import LanguageJobs

/// Requests as tests send them.
enum Requests {
    static func make(
        _ method: TransportMethod, _ target: String, headers: TransportHeaders = [:],
        body: TransportBody = .empty
    ) throws -> TransportRequest {
        guard let url = URL(string: "https://api.example\(target)") else { throw URLError(.badURL) }
        return TransportRequest(method, url, headers: headers, body: body)
    }

    static func json(_ text: String) -> TransportBody { .bytes(Data(text.utf8)) }
}

extension HTTPTransport {
    /// Sends a request and reads its answer whole.
    func text(_ method: TransportMethod, _ target: String, body: TransportBody = .empty) async throws
        -> String
    {
        let response = try await send(Requests.make(method, target, body: body))
        return String(decoding: try await response.body.collect(upTo: 1 << 20), as: UTF8.self)
    }
}
