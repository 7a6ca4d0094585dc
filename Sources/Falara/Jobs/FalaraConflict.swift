import Foundation

/// What an answer of 409 says: which job there is already, or what a job without a result is at.
///
/// A duplicate is flat (Falara docs, Overview). That of a result is not shown, so an object under `detail` is read, too.
struct FalaraConflict {
    let jobID: String?
    let status: String?
    let message: String?

    init(_ body: Data) {
        let root = (try? WireCoding.decode(JSONValue.self, from: body)) ?? .null
        let detail = root["detail"] ?? .null
        func member(_ name: String) -> String? {
            [root[name]?.string, detail[name]?.string].lazy.compactMap { $0 }.first { !$0.isEmpty }
        }
        jobID = member("job_id")
        status = member("status")
        message = detail.string ?? member("message")
    }

    /// The error for a result or a file that is not there.
    func notReady(_ what: String) -> ClientError {
        let status = status.map { " Its status is “\($0.prefix(100))”." } ?? ""
        let said = message.map { " The service said: \($0.prefix(500))" } ?? ""
        return ClientError(
            .notReady, "The job has no \(what) yet, or ended without one.\(status)\(said)", status: 409)
    }
}
