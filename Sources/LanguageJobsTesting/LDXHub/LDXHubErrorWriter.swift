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
            return ("text/html; charset=utf-8", EmulatorPage.data(status: problem.status))
        case .empty:
            return (nil, Data())
        }
    }

    private var problemDetails: EmulatorJSON {
        .object([
            "type": .string("https://httpproblems.com/http-status/\(problem.status)"),
            "title": .string(EmulatorPage.title(status: problem.status)),
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
}
