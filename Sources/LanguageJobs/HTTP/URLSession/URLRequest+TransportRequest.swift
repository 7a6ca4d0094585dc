import Foundation

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

extension URLRequest {
    /// Takes over a request without its body, and refuses what can't be sent as it is.
    ///
    /// - Throws: ``TransportFailure`` with `.refused`.
    init(_ request: TransportRequest) throws {
        try request.checkSendable()
        self.init(url: request.url)
        httpMethod = request.method.rawValue
        httpShouldHandleCookies = false
        timeoutInterval = request.timeouts.idle.urlSessionInterval
        for (name, value) in request.headers.joined { setValue(value, forHTTPHeaderField: name) }
        #if canImport(FoundationNetworking)
        // Foundation and libcurl add these on their own; libcurl leaves out a field whose value is blank.
        for name in ["Accept", "Accept-Language", "Connection", "User-Agent"]
        where request.headers[name] == nil {
            setValue(" ", forHTTPHeaderField: name)
        }
        #endif
    }
}

extension TransportRequest {
    /// - Throws: ``TransportFailure`` with `.refused`.
    fileprivate func checkSendable() throws {
        guard let scheme = url.scheme?.lowercased(), ["http", "https"].contains(scheme),
            let host = url.host, !host.isEmpty
        else { throw refusal("Only an absolute http or https address can be called.") }
        guard url.user == nil, url.password == nil else {
            throw refusal("The address holds a user name or a password: send it in a header field instead.")
        }
        let asField = [method.rawValue: ""] as TransportHeaders
        guard asField.firstInvalid == nil else { throw refusal("The method is no HTTP token.") }
        if let field = headers.firstInvalid {
            let name = field.name.filter { $0.isASCII && !$0.isNewline && $0 != "\0" }
            throw refusal(
                "The header field '\(name)' can't be sent: its name or its value has a forbidden character.")
        }
        for name in ["Content-Length", "Transfer-Encoding"] where headers[name] != nil {
            throw refusal("The header field \(name) can't be set: the transport frames the body itself.")
        }
        if [.get, .head].contains(method), hasBody {
            throw refusal("A \(method) can't carry a body.")
        }
    }

    private var hasBody: Bool {
        switch body {
        case .empty: false
        case .bytes(let data): !data.isEmpty
        case .file, .stream: true
        }
    }

    private func refusal(_ message: String) -> TransportFailure { TransportFailure(.refused, message) }
}

extension TransportHeaders {
    /// Each name once, in the first spelling, with its values in one list.
    fileprivate var joined: [(name: String, value: String)] {
        var names: [String: Int] = [:]
        var joined: [(name: String, value: String)] = []
        for field in fields {
            let value = field.value.trimmingCharacters(in: .whitespaces)
            if let index = names[field.name.lowercased()] {
                joined[index].value += ", " + value
            } else {
                names[field.name.lowercased()] = joined.count
                joined.append((field.name, value))
            }
        }
        return joined
    }
}
