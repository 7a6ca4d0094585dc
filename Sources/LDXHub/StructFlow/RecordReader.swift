import Foundation

/// Reads records of one type out of what the service wrote.
struct RecordReader<Record: Decodable & Sendable>: Sendable {
    /// Whether a record has a member `output` of its own; `nil` when that is not known.
    let hasOutput: Bool?
    private let decoder: JSONDecoder

    /// - Parameter example: What the records were to look like, where it is known.
    init(example: JSONValue?) {
        hasOutput = example.map { $0["output"] != nil }
        decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom(Self.date)
    }

    /// Reads one record, or why there is none.
    ///
    /// Some of the service's outputs wrap a record as `{"output":{…}}` (LDX hub vendor client, n8n node's template). That is
    /// taken for a wrapping when `output` is the only member, and records have none of that name as far as the example tells;
    /// without an example, when what is in it is a record. A type with a member `output` whose members may all be missing is
    /// then read from the wrong object: nothing in the line tells the two apart.
    func result(of line: Data) -> Result<Record, ExtractionFailure> {
        // Before the record: one whose members may all be missing would be read from any object.
        if line.withUnsafeBytes({ $0.contains(UInt8(ascii: "$")) }), let failure = failure(in: line) {
            return .failure(failure)
        }
        switch hasOutput {
        case true: return attempt(line)
        case false?: return isWrapped(line) ? unwrapped(line) ?? attempt(line) : attempt(line)
        case nil:
            // The wrapping first: a record whose members may all be missing would be read from that as well.
            guard isWrapped(line), let inner = unwrapped(line) else { return attempt(line) }
            if case .failure = inner, case .success(let plain) = attempt(line) { return .success(plain) }
            return inner
        }
    }

    private func attempt(_ line: Data) -> Result<Record, ExtractionFailure> {
        do {
            return .success(try decode(Record.self, line))
        } catch {
            return .failure(undecodable(error, line))
        }
    }

    /// What is in the wrapping; `nil` when there is none.
    private func unwrapped(_ line: Data) -> Result<Record, ExtractionFailure>? {
        do {
            return .success(try decode(Wrapping<Record>.self, line).output)
        } catch is Wrapping<Record>.Absent {
            return nil
        } catch {
            return .failure(undecodable(error, line))
        }
    }

    private func decode<Value: Decodable>(_ type: Value.Type, _ line: Data) throws -> Value {
        try decoder.decode(type, from: line)
    }

    private func failure(in line: Data) -> ExtractionFailure? {
        guard let failed = try? decode(FailedRow.self, line) else { return nil }
        return ExtractionFailure(
            .refused, failed.error.message ?? "The service made no record of this row and gave no reason.",
            serviceCode: failed.error.code, excerpt: line.excerpt)
    }

    /// Whether the first member is `output`, which costs less than decoding.
    private func isWrapped(_ line: Data) -> Bool {
        let start = line.prefix(64).filter { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        return start.starts(with: Data(#"{"output":"#.utf8))
    }

    private func undecodable(_ error: any Error, _ line: Data) -> ExtractionFailure {
        let error = error as? DecodingError
        return ExtractionFailure(
            .undecodable,
            "The record is no \(Record.self): \(error?.explanation ?? "it has another form").",
            path: error.flatMap { $0.place.isEmpty ? nil : $0.place }, excerpt: line.excerpt)
    }

    private static func date(_ decoder: any Decoder) throws -> Date {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        // A model that is shown a time still answers with a day where a document has no more.
        guard let date = RFC3339.date(text) ?? RFC3339.date(text + "T00:00:00Z") else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "“\(text.prefix(40))” is no date in ISO 8601")
        }
        return date
    }
}

/// `{"output":{…}}`, and nothing else.
private struct Wrapping<Record: Decodable>: Decodable {
    /// There are other members.
    struct Absent: Error {}

    let output: Record

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: RecordMember.self)
        guard container.allKeys.count == 1 else { throw Absent() }
        output = try container.decode(Record.self, forKey: .output)
    }
}

/// `{"$error":{…}}`, wrapped or not.
private struct FailedRow: Decodable {
    /// The row did not fail.
    private struct Absent: Error {}

    let error: JobFailure

    init(from decoder: any Decoder) throws {
        let outer = try decoder.container(keyedBy: RecordMember.self)
        let container =
            outer.contains(.error)
            ? outer : try outer.nestedContainer(keyedBy: RecordMember.self, forKey: .output)
        let json = try container.decode(JSONValue.self, forKey: .error)
        guard json != .null else { throw Absent() }
        error = JobFailure(json)
    }
}

private struct RecordMember: CodingKey {
    static let output = RecordMember(stringValue: "output")
    static let error = RecordMember(stringValue: "$error")

    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }

    init?(intValue: Int) { nil }
}
