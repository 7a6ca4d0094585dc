/// Why the service refuses a request: the status and the members of the answer.
struct FalaraProblem: Error, Equatable {
    let status: Int
    let members: [String: EmulatorJSON]
    var hint = RetryHint.none

    init(_ status: Int, _ detail: EmulatorJSON, with others: [String: EmulatorJSON] = [:]) {
        self.status = status
        members = others.merging(["detail": detail]) { $1 }
    }

    /// One or more faults of a request, in the array form of the framework behind the service (inferred).
    static func invalid(_ faults: [FalaraFault]) -> FalaraProblem {
        FalaraProblem(422, .array(faults.map(\.json)))
    }

    static func invalid(_ place: [EmulatorJSON], _ message: String) -> FalaraProblem {
        .invalid([FalaraFault(place, "value_error", "Value error, \(message)")])
    }

    static let invalidKey = FalaraProblem(401, "Invalid API key.")
    static let notFound = FalaraProblem(404, "Not found.")
    static let methodNotAllowed = FalaraProblem(405, "Method Not Allowed")

    static func tooManyRequests(_ hint: RetryHint) -> FalaraProblem {
        var problem = FalaraProblem(429, "Rate limit exceeded.")
        problem.hint = hint
        return problem
    }

    static func failing(_ status: Int, _ hint: RetryHint) -> FalaraProblem {
        var problem = FalaraProblem(status, "The service can't answer now.")
        problem.hint = hint
        return problem
    }

    static func tooLarge(_ limit: Int64) -> FalaraProblem {
        FalaraProblem(413, .string("File too large: \(limit) bytes at most."))
    }
}

/// One fault of a request, as the validation of the framework behind the service writes it (inferred).
struct FalaraFault: Equatable, Sendable {
    let place: [EmulatorJSON]
    let type: String
    let message: String

    init(_ place: [EmulatorJSON], _ type: String, _ message: String) {
        self.place = place
        self.type = type
        self.message = message
    }

    static func missing(_ place: [EmulatorJSON]) -> FalaraFault {
        FalaraFault(place, "missing", "Field required")
    }

    static func extra(_ place: [EmulatorJSON]) -> FalaraFault {
        FalaraFault(place, "extra_forbidden", "Extra inputs are not permitted")
    }

    var json: EmulatorJSON {
        .object(["loc": .array(place), "msg": .string(message), "type": .string(type)])
    }
}
