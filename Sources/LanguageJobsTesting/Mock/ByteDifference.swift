import Foundation

/// The first place where two byte sequences differ; the bytes themselves are not shown, they may be secret.
struct ByteDifference: Sendable {
    let text: String

    /// Compares; `nil` when the bytes are equal.
    init?(expected: Data, actual: Data) {
        guard expected != actual else { return nil }
        let common = zip(expected, actual).prefix { $0 == $1 }.count
        text = "expected \(expected.count) bytes, got \(actual.count); they differ from byte \(common) on"
    }
}
