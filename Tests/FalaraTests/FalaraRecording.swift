import Foundation
import Testing
import TestSupport

/// One recorded payload of Falara, and the rule applied to it.
///
/// Each area has its rows in a file of its own: ``jobs``, ``resources``, ``webhooks``.
struct FalaraRecording: Sendable, CustomTestStringConvertible {
    let name: String
    let problems: @Sendable () -> [String]

    /// - Parameter name: A file in Tests/Fixtures/falara, without `.json`.
    init<Value: Codable & Equatable & Sendable>(_ name: String, _ expected: Value) {
        self.name = "falara/\(name).json"
        problems = { [name = self.name] in checkRecordedResponse(name, equals: expected) }
    }

    var testDescription: String { name }
}
