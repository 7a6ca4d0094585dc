package import Foundation

/// One value of a JSON document that holds no other values.
package struct JSONLeaf: Sendable, Equatable {
    /// What stands at a leaf; kinds are never equal to each other, so `1` is not `true` and `100` not `"100"`.
    package enum Value: Sendable, Equatable {
        case null
        case bool(Bool)
        case number(JSONNumber)
        case string(String)
        /// An array or an object without elements: nothing is in it, and yet it can be lost.
        case emptyArray
        case emptyObject
    }

    /// From the root on: `$.data[0].usage["input.pages"]`.
    package let path: String
    package let value: Value
    /// The bytes of the document at which the value stands.
    package let range: Range<Int>

    /// The leaves of a document in their order; throws when it is not JSON or has a key twice.
    package static func all(in document: Data) throws -> [JSONLeaf] {
        var parser = JSONLeafParser(document)
        return try parser.parse()
    }
}

extension JSONLeaf.Value: CustomStringConvertible {
    package var description: String {
        switch self {
        case .null: "null"
        case .bool(let value): "\(value)"
        case .number(let value): value.literal
        case .string(let value): "\"\(value)\""
        case .emptyArray: "[]"
        case .emptyObject: "{}"
        }
    }
}
