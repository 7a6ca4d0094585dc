// Stands in until the URLSession transport and the multipart body land; delete it then.
import Foundation

package struct MultipartForm {
    package enum Part { case file(name: String, UploadSource, size: Int64) }
    package init(_ p: [Part]) {}
    package var contentType: String { "" }; package var body: TransportBody { .empty }
}
public struct URLSessionTransport: HTTPTransport {
    public init() {};
    public func send(_ request: TransportRequest) async throws -> TransportResponse { .init(status: 500) }
}
