import Foundation
import LanguageJobs

extension Endpoint where Response: FlixuAnswered {
    /// An endpoint whose answer is in Flixu's envelope.
    ///
    /// - Parameter bucket: Which of the limits a minute the call draws from (Flixu docs, Rate Limits).
    init(
        _ operation: String, _ method: TransportMethod, _ path: [String], _ idempotency: Idempotency,
        bucket: String
    ) {
        self.init(operation, method, path, idempotency) { data, metadata in
            try Self.value(in: data, metadata)
        }
        self.bucket = bucket
    }

    /// Reads an answer; its request id is also in a header field (Flixu docs, Error Codes).
    static func value(in data: Data, _ metadata: ResponseMetadata) throws -> Response {
        var value = try WireCoding.decode(FlixuAnswer<Response>.self, from: data).value
        if value.requestID == nil, let id = metadata.requestID {
            value.meta = value.meta ?? FlixuMeta()
            value.meta?.requestID = id
        }
        return value
    }
}

extension CallOptions {
    /// The same options for a call that works before it answers: what the caller set beats it, what the client is set to
    /// only lengthens it.
    func waiting(_ time: Duration, _ client: ServiceClient) -> CallOptions {
        guard timeouts == nil else { return self }
        let usual = client.configuration.timeouts
        var options = self
        options.timeouts = TransportTimeouts(
            idle: max(usual.idle, time), total: usual.total.map { max($0, time) })
        return options
    }
}
