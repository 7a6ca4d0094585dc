extension JSONValue {
    /// The JSON of a value that is to show the shape of records, with the kind of each number: a `Double` of 10,000 is
    /// `10000.0`.
    ///
    /// A number like `12.34` is the surest for one that may have a fraction: behind the service's door `10000.0` may still
    /// become a whole number (LDX hub vendor examples).
    ///
    /// Dates are written in ISO 8601 with their time (`2025-01-31T09:30:00Z`), URLs and UUIDs as text, data in Base64; the typed
    /// calls read records the same way.
    ///
    /// - Throws: ``ClientError`` with `.invalidRequest` that names each place that carries no type: a member that is `nil`, a
    ///   list or an object without elements, a number that is not finite; and when the value is no object.
    public init(example: some Encodable) throws {
        let node: JSONNode
        do {
            node = try JSONNodeEncoder.node(of: example, keepsGaps: true)
        } catch {
            throw ClientError(
                .invalidRequest,
                "The example can't be written as JSON: \(EncodingError.explanation(of: error))",
                underlying: error)
        }
        self = node.value
        guard case .object = self else {
            throw ClientError(
                .invalidRequest, "The example is no object. Give a structure or a dictionary with members.")
        }
        let gaps = node.gaps()
        guard gaps.isEmpty else {
            throw ClientError(
                .invalidRequest,
                "The example shows no type in some places: \(gaps.joined(separator: ", ")). Give each a value like those that records will have."
            )
        }
    }
}

extension LDXCheck {
    /// Checks an example that was made by hand: it is an object, not empty, and can be written.
    static func example(_ example: JSONValue) throws {
        guard case .object(let members) = example, !members.isEmpty else {
            throw ClientError(
                .invalidRequest, "The example is no object with members. Show the shape of one record.")
        }
        do {
            _ = try example.text()
        } catch {
            throw ClientError(
                .invalidRequest, "The example has a number that is not finite. Correct it.", underlying: error
            )
        }
    }
}
