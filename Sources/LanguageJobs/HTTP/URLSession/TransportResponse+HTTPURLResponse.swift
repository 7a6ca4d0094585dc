import Foundation

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

extension TransportResponse {
    /// Takes over the head of an answer; URLSession gives no order of the fields.
    init(_ response: HTTPURLResponse, body: TransportStream) {
        var headers = TransportHeaders()
        let fields = response.allHeaderFields.map { (name: "\($0.key)", value: "\($0.value)") }
        for field in fields.sorted(by: { ($0.name.lowercased(), $0.name) < ($1.name.lowercased(), $1.name) })
        {
            headers.append(field.name, field.value)
        }
        // The body has been decoded: the two say nothing about it any more.
        if let coding = headers["Content-Encoding"], coding.lowercased() != "identity" {
            headers["Content-Encoding"] = nil
            headers["Content-Length"] = nil
        }
        self.init(status: response.statusCode, headers: headers, body: body)
    }
}
