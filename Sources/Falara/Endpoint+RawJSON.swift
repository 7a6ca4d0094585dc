import Foundation

extension Endpoint where Response == JSONValue {
    /// An endpoint whose answer no public page shows: any 2xx is a success, and its body is given as it is.
    ///
    /// An empty body is `null`, and one that is no JSON a string.
    init(
        rawJSON operation: String, _ method: TransportMethod, _ path: [String], _ idempotency: Idempotency
    ) {
        self.init(operation, method, path, idempotency) { data, _ in
            guard !data.isEmpty else { return .null }
            return (try? WireCoding.decode(JSONValue.self, from: data))
                ?? .string(String(decoding: data, as: UTF8.self))
        }
    }
}
