public import Foundation
public import LanguageJobs

extension RecordedResponse {
    /// Why a fixture can't be answered with.
    public struct FixtureError: Error, Sendable, CustomStringConvertible {
        /// Which file can't be read, and why.
        public let description: String
    }

    /// A response whose body is a file's.
    ///
    /// - Parameters:
    ///   - name: The file's name; `.json` files get the content type of JSON, unless the headers have one.
    ///   - directory: Where the file is.
    /// - Throws: ``FixtureError`` when it can't be read.
    public static func fixture(
        _ name: String, in directory: URL, status: Int = 200, headers: TransportHeaders = [:]
    ) throws(FixtureError) -> RecordedResponse {
        let file = directory.appendingPathComponent(name)
        let body: Data
        do {
            body = try Data(contentsOf: file)
        } catch {
            throw FixtureError(
                description: "The fixture \(file.path) can't be read: \(error.localizedDescription)")
        }
        return name.hasSuffix(".json")
            ? .status(status, headers: headers, json: body) : .status(status, headers: headers, body: body)
    }
}
