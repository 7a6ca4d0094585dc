import Foundation

/// The web page that something before a service answers with instead of it.
enum EmulatorPage {
    static func data(status: Int) -> Data {
        let title = title(status: status)
        return Data(
            ("<!DOCTYPE html><html><head><title>\(status) \(title)</title></head>"
                + "<body><h1>\(title)</h1></body></html>\n").utf8)
    }

    /// A status in words.
    static func title(status: Int) -> String {
        switch status {
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 412: "Precondition Failed"
        case 413: "Content Too Large"
        case 415: "Unsupported Media Type"
        case 416: "Range Not Satisfiable"
        case 429: "Too Many Requests"
        case 500: "Internal Server Error"
        case 502: "Bad Gateway"
        case 503: "Service Unavailable"
        case 504: "Gateway Timeout"
        default: "Error"
        }
    }
}
