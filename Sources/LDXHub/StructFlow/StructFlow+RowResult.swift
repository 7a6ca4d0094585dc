package import Foundation

extension StructFlow {
    /// What became of a row that was in the request.
    ///
    /// Only `status` is documented (LDX hub portal, StructFlow Jobs). The other names are inferred: whatever the service
    /// calls the record, ``json`` has it.
    public struct RowResult: Codable, Hashable, Sendable {
        /// The result as it came.
        public var json: JSONValue

        /// Makes a result, for a fake.
        public init(_ json: JSONValue) { self.json = json }

        /// Reads any result.
        public init(from decoder: any Decoder) throws { json = try JSONValue(from: decoder) }

        /// Writes it as it came.
        public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }

        /// The id of the row: `id`, a string or a number.
        public var id: String? {
            switch json["id"] {
            case .string(let id): id
            case .integer(let id): String(id)
            default: nil
            }
        }

        /// The status as the service names it.
        public var status: String? { json["status"]?.string }

        /// The record: `output`, `data`, `result` or `record`, whichever is there first; else the members beside those, id and
        /// status.
        ///
        /// `nil` when there is none, and for a row that failed.
        public var output: JSONValue? {
            guard error == nil, case .object(let members) = json else { return nil }
            if let output = outputs.first { return output }
            let rest = members.filter { !Self.ownNames.contains($0.key) }
            return rest.isEmpty ? nil : .object(rest)
        }

        /// Why there is no record: `error` or `$error`, also within the record; or the status alone says that the row failed.
        public var error: JobFailure? {
            let errors = [json["error"], json["$error"]] + outputs.map { $0["$error"] }
            if let error = errors.compactMap({ $0 }).first(where: { !Self.nothing.contains($0) }) {
                return JobFailure(error)
            }
            let failed = ["failed", "error"].contains(status?.lowercased())
            return failed ? JobFailure(message: json["message"]?.string) : nil
        }

        /// What members hold that say nothing.
        private static let nothing: [JSONValue] = [.null, .bool(false), "", [:]]

        private static let outputNames = ["output", "data", "result", "record"]
        /// What no record in place has; outputs are here because one that is `null` is no record either.
        private static let ownNames = Set(outputNames + ["id", "status", "error", "$error"])

        private var outputs: [JSONValue] {
            Self.outputNames.compactMap { json[$0] }.filter { $0 != .null }
        }

        /// Why there is no record although no error is told, such as of a row that was skipped; `nil` when there is a record or
        /// an error.
        var withoutRecord: ExtractionFailure? {
            guard error == nil, output == nil else { return nil }
            switch json {
            case .object, .null: break
            // What is no object is read like any line: the excerpt tells what came.
            default: return nil
            }
            let excerpt = (try? json.text())?.excerpt
            guard let status, !["completed", "succeeded", "success", "ok"].contains(status.lowercased())
            else {
                return ExtractionFailure(
                    .missing, "The service has a result for this row, and no record in it. Send it again.",
                    excerpt: excerpt)
            }
            return ExtractionFailure(
                .refused,
                "The service made no record of this row, and names no error: its status is “\(status.prefix(100))”.",
                excerpt: excerpt)
        }

        /// The line that the output of a job with a file would have.
        package var line: Data {
            var line = output
            if let error {
                let members = ["code": error.code, "message": error.message].compactMapValues { $0 }
                line = .object(["$error": .object(members.mapValues(JSONValue.string))])
            }
            // What came as JSON can be written as such.
            return (try? (line ?? json).text()) ?? Data()
        }
    }
}

extension JobFailure {
    /// An error in any form: an object, or words.
    init(_ json: JSONValue) {
        self.init(
            code: json["code"]?.string, message: json["message"]?.string ?? json.string,
            requestID: json["request_id"]?.string)
    }
}
