import Foundation
import LanguageJobs

/// What an expected request asks of the body.
enum ExpectedBody: Sendable {
    case unchecked
    case empty
    case bytes(Data)
    case json(Data)
    case multipart([ExpectedPart])

    /// What differs, in one line; `nil` when the body is as expected.
    func difference(to request: RecordedRequest) -> String? {
        if case .unchecked = self { return nil }
        guard request.isBodyComplete else {
            return "can't be compared: \(request.body.count) of its \(request.bodyLength) bytes were kept"
        }
        switch self {
        case .unchecked: return nil
        case .empty: return request.body.isEmpty ? nil : "expected none, got \(request.body.count) bytes"
        case .bytes(let expected): return ByteDifference(expected: expected, actual: request.body)?.text
        case .json(let expected): return Self.difference(json: expected, request.body)
        case .multipart(let expected): return Self.difference(multipart: expected, request)
        }
    }

    /// What was asked for and is there, in one line; `nil` when nothing was asked.
    var agreement: String? {
        switch self {
        case .unchecked: nil
        case .empty: "none"
        case .bytes(let data): "\(data.count) bytes"
        case .json: "JSON"
        case .multipart(let parts): "multipart form, \(parts.count) parts"
        }
    }

    private static func difference(json expected: Data, _ actual: Data) -> String? {
        guard let expected = try? WireCoding.decode(JSONValue.self, from: expected) else {
            return "what the test expects is no JSON"
        }
        guard !actual.isEmpty else { return "expected JSON, got none" }
        guard let actual = try? WireCoding.decode(JSONValue.self, from: actual) else {
            return "expected JSON, got \(actual.count) bytes that are no JSON"
        }
        return JSONDifference(expected: expected, actual: actual)?.text
    }

    private static func difference(multipart expected: [ExpectedPart], _ request: RecordedRequest) -> String?
    {
        do {
            let form = try ReceivedForm(request.body, contentType: request.headers["content-type"])
            for (number, (expected, actual)) in zip(1..., zip(expected, form.parts)) {
                if let difference = expected.difference(to: actual) { return "part \(number): \(difference)" }
            }
            guard expected.count == form.parts.count else {
                return "expected \(expected.count) parts, got \(form.parts.count)"
            }
            return nil
        } catch {
            return "expected a multipart form, but \((error as? MultipartError)?.message ?? "\(error)")"
        }
    }
}
