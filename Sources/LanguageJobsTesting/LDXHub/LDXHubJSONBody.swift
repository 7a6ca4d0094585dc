import Foundation

/// Reads requests whose body is a JSON object of known members.
enum LDXHubJSONBody {
    /// The body, with its members checked.
    ///
    /// - Parameter limit: The most bytes of it.
    /// - Throws: ``LDXHubProblem``, and what reading the body throws.
    @concurrent static func read(
        _ request: EmulatorRequest, fields: [BodyField], upTo limit: Int
    ) async throws -> CheckedBody {
        try requireJSON(request)
        let data: Data
        do {
            data = try await request.body.collect(upTo: limit)
        } catch let failure as TransportFailure where failure.reason == .responseTooLarge {
            throw tooLarge(limit)
        }
        guard let json = try? JSONDecoder().decode(EmulatorJSON.self, from: data) else { throw notJSON }
        do {
            // The kinds of an example's literals are a schema (LDX hub vendor examples).
            return try CheckedBody(json.keepingFractions(of: "example_output", in: data), fields: fields)
        } catch let error as BodyError {
            throw LDXHubProblem.invalid(error.message)
        }
    }

    /// Refuses a request that doesn't say that its body is JSON in UTF-8.
    static func requireJSON(_ request: EmulatorRequest) throws {
        let type = try LDXHubProblem.requireContentType(request, "application/json")
        guard type["charset"]?.lowercased() ?? "utf-8" == "utf-8" else {
            throw LDXHubProblem.unsupportedMediaType("The body must be in UTF-8.")
        }
    }

    static let notJSON = LDXHubProblem.invalid("The body is not JSON.")

    static func tooLarge(_ limit: Int) -> LDXHubProblem {
        .gateway(413, "The body is larger than \(limit) bytes.")
    }
}
