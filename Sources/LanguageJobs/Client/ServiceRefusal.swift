package import Foundation

/// Thrown by an endpoint's `decode`: a success in HTTP's terms, which holds the service's own error.
package struct ServiceRefusal: Error {
    /// What kind of failure it is.
    package var code: ClientError.Code
    /// What was wrong and what to do; what the service said is added.
    package var message: String
    /// The error as the service wrote it, in one of the forms that error bodies have.
    package var body: Data
    /// Whether it is certain that nothing was done, as with an answer of 4xx.
    package var provesNotApplied: Bool

    package init(_ code: ClientError.Code, _ message: String, body: Data, provesNotApplied: Bool) {
        self.code = code
        self.message = message
        self.body = body
        self.provesNotApplied = provesNotApplied
    }
}
