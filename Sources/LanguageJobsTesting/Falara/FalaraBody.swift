import Foundation

/// The members of a JSON request body, checked.
struct FalaraBody: Sendable {
    let members: [String: EmulatorJSON]

    /// - Throws: ``FalaraProblem`` with every fault.
    init(_ json: EmulatorJSON, _ fields: [FalaraField], at place: [EmulatorJSON] = ["body"]) throws {
        guard case .object(let members) = json else {
            throw FalaraProblem.invalid([
                FalaraFault(place, "dict_type", "Input should be a valid dictionary")
            ])
        }
        let faults = FalaraField.faults(in: members, fields, at: place)
        guard faults.isEmpty else { throw FalaraProblem.invalid(faults) }
        self.members = members
    }

    /// - Throws: ``FalaraProblem``, and what reading the body throws.
    @concurrent static func read(
        _ request: EmulatorRequest, _ fields: [FalaraField], upTo limit: Int
    ) async throws -> FalaraBody {
        let type = request.headers["Content-Type"].flatMap { try? HeaderParameters($0) }
        guard type?.value == "application/json" else {
            throw FalaraProblem.invalid(["header", "content-type"], "the body must be application/json.")
        }
        let data: Data
        do {
            data = try await request.body.collect(upTo: limit)
        } catch let failure as TransportFailure where failure.reason == .responseTooLarge {
            throw FalaraProblem(413, "Request body too large.")
        }
        guard let json = try? JSONDecoder().decode(EmulatorJSON.self, from: data) else {
            throw FalaraProblem.invalid([FalaraFault(["body"], "json_invalid", "JSON decode error")])
        }
        return try FalaraBody(json, fields)
    }

    subscript(name: String) -> EmulatorJSON? { members[name] }

    func string(_ name: String) -> String? {
        if case .string(let text)? = members[name] { text } else { nil }
    }

    func bool(_ name: String) -> Bool? {
        if case .bool(let value)? = members[name] { value } else { nil }
    }

    /// The items of an array; a single value is an array of one, a missing one is empty.
    func items(_ name: String) -> [EmulatorJSON] {
        switch members[name] {
        case nil, .null: []
        case .array(let items): items
        case let value?: [value]
        }
    }

    func strings(_ name: String) -> [String] {
        items(name).compactMap { if case .string(let text) = $0 { text } else { nil } }
    }
}
