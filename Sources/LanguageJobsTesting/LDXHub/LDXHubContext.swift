/// What is known of a request while it is answered.
struct LDXHubContext: Sendable {
    let path: String
    let requestID: String
    let fault: Fault?
}
