import Foundation

/// What a list of jobs is asked for (Falara docs, Jobs).
struct FalaraListQuery: Sendable {
    var limit = 20
    var status: String?
    var projectName: String?
    /// Only jobs with smaller numbers are shown.
    var before = Int.max

    /// - Throws: ``FalaraProblem``.
    init(_ items: [(name: String, value: String)]) throws {
        for (name, value) in items {
            let place: [EmulatorJSON] = ["query", .string(name)]
            switch name {
            case "limit": limit = try Self.limit(value, at: place)
            case "status": status = value
            case "project_name": projectName = value
            case "cursor":
                guard let place = Self.place(of: value) else { throw FalaraProblem(400, "Invalid cursor.") }
                before = place
            default: continue
            }
        }
    }

    private static func limit(_ text: String, at place: [EmulatorJSON]) throws -> Int {
        guard let limit = Int(text) else {
            throw FalaraProblem.invalid([
                FalaraFault(
                    place, "int_parsing",
                    "Input should be a valid integer, unable to parse string as an integer")
            ])
        }
        guard limit >= 1 else {
            throw FalaraProblem.invalid([
                FalaraFault(place, "greater_than_equal", "Input should be greater than or equal to 1")
            ])
        }
        guard limit <= 100 else {
            throw FalaraProblem.invalid([
                FalaraFault(place, "less_than_equal", "Input should be less than or equal to 100")
            ])
        }
        return limit
    }

    /// What goes on behind a job of this number.
    static func cursor(behind number: Int) throws -> String {
        try EmulatorJSON.object(["before": .integer(number)]).data().base64EncodedString()
    }

    private static func place(of cursor: String) -> Int? {
        guard let data = Data(base64Encoded: cursor),
            case .object(let members)? = try? JSONDecoder().decode(EmulatorJSON.self, from: data),
            case .integer(let number)? = members["before"]
        else { return nil }
        return number
    }
}
