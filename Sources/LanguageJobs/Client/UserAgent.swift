/// How requests introduce themselves.
package enum UserAgent {
    /// The version of this package, the next one until it is released.
    package static let version = "0.1.0"

    package static var value: String {
        #if os(Linux)
        "swift-language-jobs/\(version) (Linux)"
        #else
        "swift-language-jobs/\(version)"
        #endif
    }
}
