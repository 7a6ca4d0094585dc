import Foundation

/// A record that was sent within the request.
struct StructFlowInput: Sendable {
    let id: String
    let data: EmulatorJSON

    /// - Parameter acceptsText: Whether the data may be a string instead of an object.
    /// - Throws: ``BodyError``.
    init(_ item: EmulatorJSON, acceptsText: Bool) throws {
        var item = item
        if acceptsText, case .object(var members) = item, case .string(let text)? = members["data"] {
            members["data"] = Self.object(text)
            item = .object(members)
        }
        let body = try CheckedBody(item, fields: [.required("id", .string), .required("data", .object)])
        guard let id = body.string("id"), !id.isEmpty else { throw BodyError("id must not be empty.") }
        self.id = id
        data = body["data"] ?? .object([:])
    }

    private static func object(_ text: String) -> EmulatorJSON {
        if let json = try? JSONDecoder().decode(EmulatorJSON.self, from: Data(text.utf8)),
            case .object = json
        {
            return json
        }
        return .object(["text": .string(text)])
    }
}
