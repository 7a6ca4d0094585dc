package import Foundation

/// The rule for a recorded response: the type reads every leaf of it and writes every leaf back.
package enum LeafCheck {
    /// The leaves that decoding and encoding again loses, changes or adds, in words; empty when it is lossless.
    ///
    /// Numbers are equal by value. A null may be left out, for there absent and null mean the same, but none
    /// may appear.
    package static func lossless<Value>(
        _ document: Data, decode: (Data) throws -> Value, encode: (Value) throws -> Data
    ) throws -> [String] {
        try differences(from: document, to: encode(decode(document)))
    }

    /// All that is wrong about a type and a recorded document; empty when
    ///
    /// - the document decodes to the expected value,
    /// - decoding and encoding again is lossless,
    /// - another value at any one leaf decodes to another value, so that no leaf is ignored; at a null it may
    ///   also be refused.
    package static func problems<Value: Equatable>(
        in document: Data, equals expected: Value,
        decode: (Data) throws -> Value, encode: (Value) throws -> Data
    ) -> [String] {
        do {
            let decoded = try decode(document)
            return try unexpected(decoded, expected, encode)
                + lossless(document, decode: decode, encode: encode)
                + ignored(document, decoded, decode)
        } catch {
            return [String(describing: error)]
        }
    }

    private static func unexpected<Value: Equatable>(
        _ decoded: Value, _ expected: Value, _ encode: (Value) throws -> Data
    ) throws -> [String] {
        if decoded == expected { return [] }
        let leaves = try differences(from: encode(expected), to: encode(decoded)).map {
            "not as expected: \($0)"
        }
        return leaves.isEmpty
            ? ["not as expected: \(String(reflecting: decoded)), not \(String(reflecting: expected))"]
            : leaves
    }

    private static func ignored<Value: Equatable>(
        _ document: Data, _ decoded: Value, _ decode: (Data) throws -> Value
    ) throws -> [String] {
        let mutations = try JSONMutation.all(in: document)
        let nulls = Set(try JSONLeaf.all(in: document).filter { $0.value == .null }.map(\.path))
        var problems: [String] = []
        for mutation in mutations where !nulls.contains(mutation.path) {
            do {
                if try decode(mutation.document) == decoded { problems.append("\(mutation.path) is ignored") }
            } catch {
                problems.append("\(mutation.path) cannot be \(mutation.replacement): \(error)")
            }
        }
        for path in nulls.sorted() {
            let isRead = mutations.contains { mutation in
                guard mutation.path == path else { return false }
                guard let other = try? decode(mutation.document) else { return true }
                return other != decoded
            }
            if !isRead { problems.append("\(path) is ignored") }
        }
        return problems
    }

    private static func differences(from old: Data, to new: Data) throws -> [String] {
        // Sorted, for an encoder may write keys in any order.
        let before = try JSONLeaf.all(in: old).sorted { $0.path < $1.path }
        var after = try JSONLeaf.all(in: new).reduce(into: [:]) { $0[$1.path] = $1.value }
        var differences: [String] = []
        for leaf in before {
            switch after.removeValue(forKey: leaf.path) {
            case leaf.value: break
            case nil where leaf.value == .null: break
            case nil: differences.append("\(leaf.path) lost \(leaf.value)")
            case let value?: differences.append("\(leaf.path) was \(leaf.value) and became \(value)")
            }
        }
        // An object that is empty because its nulls were left out is none that was added.
        let added = after.filter { path, value in
            value != .emptyObject || !before.contains { $0.path.hasPrefix(path + ".") }
        }
        return differences
            + added.sorted { $0.key < $1.key }.map { "\($0.key) was not there and became \($0.value)" }
    }
}

/// All that is wrong about a type and a recorded response under Tests/Fixtures; empty when nothing is.
///
/// See `LeafCheck.problems(in:equals:decode:encode:)` for the rule. A table of files, types and literal values
/// makes the whole test:
///
/// ```swift
/// #expect(checkRecordedResponse("ldxhub/file.json", as: RemoteFile.self, equals: RemoteFile(id: "…")) == [])
/// ```
package func checkRecordedResponse<Value: Codable & Equatable & Sendable>(
    _ fixture: String, as type: Value.Type = Value.self, equals expected: Value,
    decoder: JSONDecoder = JSONDecoder(), encoder: JSONEncoder = JSONEncoder()
) -> [String] {
    do {
        return LeafCheck.problems(
            in: try Fixture.data(fixture), equals: expected,
            decode: { try decoder.decode(type, from: $0) }, encode: { try encoder.encode($0) }
        ).map { "\(fixture): \($0)" }
    } catch {
        return [String(describing: error)]
    }
}
