import Foundation

extension EmulatorAnswer {
    /// A file, or as much of it as a `Range` header asks for.
    init(file body: StoredBody, headers: TransportHeaders, range: String?) throws {
        let size = body.count
        var headers = headers
        headers["Accept-Ranges"] = "bytes"
        switch ByteRange(range, size: size) {
        case .all:
            self.init(status: 200, headers: headers, body: body)
        case .part(let part):
            headers["Content-Range"] = "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(size)"
            self.init(status: 206, headers: headers, body: body, range: part)
        case .unsatisfiable:
            try self.init(status: 416, headers: ["Content-Range": "bytes */\(size)"], data: Data())
        }
    }
}
