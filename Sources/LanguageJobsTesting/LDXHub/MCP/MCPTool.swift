import Foundation

/// A tool of the MCP endpoint: it stands for one of the service's operations.
struct MCPTool: Sendable {
    let name: String
    let description: String
    let method: TransportMethod
    /// The path's segments; one in braces is an argument.
    let path: [String]
    /// The arguments that go into the query.
    var query: [BodyField] = []
    /// The arguments that go into the body.
    var body: [BodyField] = []

    private var pathFields: [BodyField] {
        path.compactMap(Self.argument).map { .required($0, .string) }
    }

    /// The tool as `tools/list` shows it.
    var json: EmulatorJSON {
        .object([
            "name": .string(name),
            "description": .string(description),
            "inputSchema": BodyField.schema(of: pathFields + query + body),
            "annotations": .object(["readOnlyHint": .bool(method == .get)]),
        ])
    }

    /// The request that the tool stands for.
    ///
    /// What goes into the body is checked where every body is.
    /// - Throws: ``MCPFailure`` when the path or the query can't be made.
    func request(_ arguments: EmulatorJSON, headers: TransportHeaders) throws -> EmulatorRequest {
        guard case .object(let arguments) = arguments else {
            throw MCPFailure.invalidParams("arguments must be an object.")
        }
        let outside = pathFields + query
        let forBody =
            body.isEmpty ? [:] : arguments.filter { name, _ in !outside.contains { $0.name == name } }
        let checked = try check(arguments.filter { forBody[$0.key] == nil }, outside)
        let segments = try path.map { segment in
            guard let name = Self.argument(segment) else { return segment }
            return try escaped(name, checked.string(name))
        }
        let items = query.compactMap { field in checked.integer(field.name).map { "\(field.name)=\($0)" } }
        var request = EmulatorRequest(
            method, path: "/" + segments.joined(separator: "/"),
            query: items.isEmpty ? nil : items.joined(separator: "&"), headers: headers)
        if !body.isEmpty { request.body = TransportStream(try EmulatorJSON.object(forBody).data()) }
        return request
    }

    private func check(_ arguments: [String: EmulatorJSON], _ fields: [BodyField]) throws -> CheckedBody {
        do {
            return try CheckedBody(.object(arguments), fields: fields)
        } catch let error as BodyError {
            throw MCPFailure.invalidParams("Invalid arguments for \(name): \(error.message)")
        }
    }

    /// A value as a segment of a path, which can't be empty.
    private func escaped(_ field: String, _ value: String?) throws -> String {
        guard let value, !value.isEmpty,
            let text = value.addingPercentEncoding(withAllowedCharacters: .alphanumerics)
        else { throw MCPFailure.invalidParams("Invalid arguments for \(name): \(field) must not be empty.") }
        return text
    }

    private static func argument(_ segment: String) -> String? {
        segment.hasPrefix("{") ? String(segment.dropFirst().dropLast()) : nil
    }
}
