public import Foundation

/// Why there is no record of one row, in a job that was completed.
public struct ExtractionFailure: Error, Sendable, Hashable, LocalizedError, CustomStringConvertible {
    /// The kinds of failure; more may be added.
    public struct Reason: OpenEnum {
        /// The name of the kind.
        public let rawValue: String

        /// Keeps any name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The service made no record of the row; ``ExtractionFailure/serviceCode`` has its code. Send the row again, or correct it.
        public static let refused: Reason = "refused"
        /// The record does not have the form of the type; ``ExtractionFailure/path`` says where. It is paid, and in
        /// ``ExtractionFailure/excerpt``.
        public static let undecodable: Reason = "undecodable"
        /// The record is longer than ``ExtractionOptions/lineLimit``. Allow more.
        public static let tooLong: Reason = "tooLong"
        /// The service answered, but has no record for this row and no error. Send it again.
        public static let missing: Reason = "missing"
    }

    /// What kind of failure it is.
    public var reason: Reason
    /// What was wrong, for people.
    public var message: String
    /// The service's own code.
    public var serviceCode: String?
    /// Where the record has another form than its type, such as `lines[0].total`.
    public var path: String?
    /// The start of the record as the service sent it, at most 2,048 characters.
    public var excerpt: String?

    /// Makes a failure, for a fake.
    public init(
        _ reason: Reason, _ message: String, serviceCode: String? = nil, path: String? = nil,
        excerpt: String? = nil
    ) {
        self.reason = reason
        self.message = message
        self.serviceCode = serviceCode
        self.path = path
        self.excerpt = excerpt
    }

    /// The service has nothing of the row.
    static let missing = ExtractionFailure(
        .missing, "The service gave no result for this row. Send it again.")

    /// The message with the kind and the service's code, on one line.
    public var description: String {
        "\(message) [\(reason)\(serviceCode.map { ", service code \($0)" } ?? "")]"
    }

    /// What `localizedDescription` shows.
    public var errorDescription: String? { description }
}
