#if EmulatorServer
import Foundation
import HTTPTypes
import HummingbirdCore
import LanguageJobsTesting

extension EmulatorRequest {
    /// A request as it came, but that a `HEAD` is a `GET` whose body is not sent.
    init(_ request: Request, body: TransportStream) {
        let target = (request.head.path ?? "/").split(
            separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var headers = TransportHeaders()
        for field in request.headers { headers.append(field.name.rawName, field.value) }
        self.init(
            request.method == .head ? .get : TransportMethod(rawValue: request.method.rawValue),
            path: target.first.map(String.init) ?? "/",
            query: target.count > 1 ? String(target[1]) : nil,
            headers: headers,
            body: body)
        // What absolute addresses in answers begin with: the server may be known by many names.
        origin = request.head.authority.flatMap { URL(string: "http://\($0)") }.flatMap(Origin.init)
    }
}

extension Request {
    /// Whether the client wants the connection to end with the answer.
    var asksForClose: Bool {
        headers[values: .connection].contains { value in
            value.lowercased().split { $0 == "," || $0 == " " }.contains("close")
        }
    }
}
#endif
