import Foundation

/// Writes a problem in one of the forms that LDX hub's errors may have.
struct LDXHubErrorWriter {
    let problem: LDXHubProblem
    /// The path of the request.
    let path: String
    let requestID: String
    /// RFC 3339.
    let stamp: String

    func answer(_ style: LDXHubPlan.ErrorStyle) throws -> EmulatorAnswer {
        let (type, data) = try body(style)
        return try EmulatorAnswer(
            status: problem.status, headers: type.map { ["Content-Type": $0] } ?? [:], data: data)
    }

    private func body(_ style: LDXHubPlan.ErrorStyle) throws -> (type: String?, data: Data) {
        let plain: [String: EmulatorJSON] = [
            "code": .string(problem.code), "message": .string(problem.message),
            "request_id": .string(requestID),
        ]
        switch style {
        case .backend:
            return ("application/json", try EmulatorJSON.object(["error": .object(plain)]).data())
        case .flat:
            return ("application/json", try EmulatorJSON.object(plain).data())
        case .problem:
            return ("application/problem+json", try problemDetails.data())
        case .html:
            let page =
                "<!DOCTYPE html><html><head><title>\(problem.status) \(title)</title></head>"
                + "<body><h1>\(title)</h1></body></html>\n"
            return ("text/html; charset=utf-8", Data(page.utf8))
        case .empty:
            return (nil, Data())
        }
    }

    private var problemDetails: EmulatorJSON {
        .object([
            "type": .string("https://httpproblems.com/http-status/\(problem.status)"),
            "title": .string(title),
            "status": .integer(problem.status),
            "detail": .string(problem.message),
            "instance": .string(path),
            "trace": .object([
                "timestamp": .string(stamp.replacing("Z", with: ".000Z")),
                "requestId": .string(requestID),
                "buildId": "emulator",
            ]),
        ])
    }

    private var title: String {
        switch problem.status {
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
