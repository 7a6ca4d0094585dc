/// Why a file at the service can't become the source any more.
struct LDXUploadDamage: Error {
    let reason: String

    init(_ reason: String) {
        self.reason = reason
    }

    static let gone = LDXUploadDamage("the service did not have the file any more")

    /// The error for an upload that was damaged once too often.
    func error(_ upload: LDXUpload) -> ClientError {
        ClientError(
            .uploadFailed,
            "“\(upload.filename)” was begun \(upload.sessions) times at the service and never got there unharmed. The last time "
                + "(file \(upload.fileID), \(upload.confirmed) of \(upload.size) bytes confirmed) \(reason). Upload it anew later, with a longer settle time, or in one request.",
            operation: "files.upload")
    }
}
