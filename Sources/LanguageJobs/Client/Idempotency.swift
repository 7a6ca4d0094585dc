/// What a second sending of a request would do: a property of the endpoint, not of the HTTP method.
public enum Idempotency: String, Sendable, Hashable {
    /// Reads only: sent again after any transient failure.
    case safe
    /// Changes something, but a second sending does no harm: sent again like a safe one.
    ///
    /// An example is uploading a file: the orphan of a first sending expires by itself.
    case repeatable
    /// A second sending could cost money or destroy data: sent again only after an answer that proves that the
    /// first did nothing (429).
    case once
}
