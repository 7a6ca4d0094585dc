import Foundation

/// Writes rows as JSON, the same for each way in which they are sent: dates in ISO 8601, and a number with a fraction keeps it
/// also when that is nothing, as in the example.
enum RowEncoder {
    /// A row as a tree.
    ///
    /// - Parameter number: The row's number, from 1, for an error.
    static func node(of row: some Encodable, number: Int) throws -> JSONNode {
        do {
            return try JSONNodeEncoder.node(of: row)
        } catch {
            throw Self.error(error, number)
        }
    }

    static func text(of node: JSONNode, number: Int) throws -> Data {
        do {
            return try node.text()
        } catch {
            throw Self.error(error, number)
        }
    }

    /// A row without a line break.
    static func line(of row: some Encodable, number: Int) throws -> Data {
        let line = try text(of: node(of: row, number: number), number: number)
        guard line.first == UInt8(ascii: "{") else {
            throw ClientError(
                .invalidRequest,
                "Row \(number) is no JSON object. Give a structure or a dictionary with members.")
        }
        return line
    }

    private static func error(_ error: any Error, _ number: Int) -> ClientError {
        ClientError(
            .invalidRequest,
            "Row \(number) can't be written as JSON: \(EncodingError.explanation(of: error))",
            underlying: error)
    }
}
