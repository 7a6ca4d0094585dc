import Foundation

/// What a tool gives: the answer of the operation that it stands for, or its error.
struct MCPToolResult {
    /// The most bytes of a file's content.
    static let contentLimit = 4 << 20

    private let members: [String: EmulatorJSON]

    var json: EmulatorJSON { .object(members) }

    /// - Parameters:
    ///   - path: The path of the operation.
    ///   - isStructured: Whether JSON is given as such, too.
    init(_ answer: EmulatorAnswer, from path: String, isStructured: Bool) throws {
        guard answer.length <= Self.contentLimit else {
            self.init(
                .backend(
                    413, "file_too_large", "Contents of more than \(Self.contentLimit) bytes are not given."))
            return
        }
        let data = try answer.data()
        guard answer.headers["Content-Type"] != "application/json" else {
            let value = try JSONDecoder().decode(EmulatorJSON.self, from: data)
            self.init(
                members: Self.text(String(decoding: data, as: UTF8.self)).merging(
                    isStructured ? ["structuredContent": value] : [:]
                ) { $1 })
            return
        }
        self.init(members: String(data: data, encoding: .utf8).map(Self.text) ?? Self.resource(data, path))
    }

    init(_ problem: LDXHubProblem) {
        let error = EmulatorJSON.object([
            "error": .object(["code": .string(problem.code), "message": .string(problem.message)])
        ])
        let text = (try? error.data()).map { String(decoding: $0, as: UTF8.self) } ?? problem.message
        self.init(members: Self.text(text).merging(["isError": .bool(true)]) { $1 })
    }

    private init(members: [String: EmulatorJSON]) { self.members = members }

    private static func text(_ text: String) -> [String: EmulatorJSON] {
        ["content": .array([.object(["type": "text", "text": .string(text)])])]
    }

    private static func resource(_ data: Data, _ path: String) -> [String: EmulatorJSON] {
        let resource: [String: EmulatorJSON] = [
            "uri": .string("ldxhub:/" + path), "mimeType": "application/octet-stream",
            "blob": .string(data.base64EncodedString()),
        ]
        return ["content": .array([.object(["type": "resource", "resource": .object(resource)])])]
    }
}
