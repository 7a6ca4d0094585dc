extension ClientError.Code {
    /// The service has a job of the same content already, and created nothing (409; Falara docs, Overview); of many languages or
    /// files it has a job of one, and whether it created others is not said.
    ///
    /// ``ClientError/reference`` is that job: go on with it by ``JobService/result(of:options:onEvent:)``, or change the content.
    /// A creation whose own answer was lost is no such case: it is given the job that it made.
    public static let duplicate: ClientError.Code = "duplicate"
    /// The job has no result or no file yet, or never will have (409); the message has its status.
    ///
    /// Wait for it with a watcher.
    public static let notReady: ClientError.Code = "notReady"
}

extension ClientError {
    /// What was created before one of many creations failed; save it, and give it to `submit` to go on.
    public var submission: FalaraSubmission? { (underlying as? FalaraIncompleteSubmission)?.submission }
}
