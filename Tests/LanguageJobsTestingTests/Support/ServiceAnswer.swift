import Foundation
import LanguageJobs
import LanguageJobsTesting

/// An answer of an emulated service, and ways to read it.
struct ServiceAnswer {
    let status: Int
    let headers: TransportHeaders
    let body: Data

    var text: String { String(decoding: body, as: UTF8.self) }

    /// A member of the JSON body, by names and places: `data.0.file_id`.
    subscript(path: String) -> JSONValue? {
        guard let root = try? JSONDecoder().decode(JSONValue.self, from: body) else { return nil }
        return path.split(separator: ".").reduce(root) { value, step in
            switch value {
            case .object(let members)?: members[String(step)]
            case .array(let items)?: Int(step).flatMap { items.indices.contains($0) ? items[$0] : nil }
            default: nil
            }
        }
    }

    func string(_ path: String) -> String? {
        if case .string(let text)? = self[path] { text } else { nil }
    }

    func number(_ path: String) -> Double? {
        switch self[path] {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    /// The names of the members at a path, sorted; `nil` when there is no object.
    func keys(_ path: String = "") -> [String]? {
        if case .object(let members)? = self[path] { members.keys.sorted() } else { nil }
    }

    /// How many items the array at a path has.
    func count(_ path: String) -> Int? {
        if case .array(let items)? = self[path] { items.count } else { nil }
    }
}

extension VirtualTime {
    func pass(_ duration: Duration) async throws {
        try await sleep(until: now + duration)
    }
}
