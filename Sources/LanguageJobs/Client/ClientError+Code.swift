extension ClientError {
    /// The kinds of failure, each with what to do about it; more may be added.
    public struct Code: OpenEnum {
        /// The name of the kind.
        public let rawValue: String

        /// Keeps any name.
        public init(rawValue: String) { self.rawValue = rawValue }

        // MARK: Nothing was sent

        /// The call can't be made as it is: the message names the value and its range. Correct it.
        public static let invalidRequest: Code = "invalidRequest"
        /// There is no key, or none that can be sent. Set the environment variable or pass a credential.
        public static let missingCredential: Code = "missingCredential"
        /// A file can't be read or written. Check that it exists, and the rights to it and to its folder.
        public static let fileUnavailable: Code = "fileUnavailable"
        /// A file is larger than the service takes. Split it.
        public static let fileTooLarge: Code = "fileTooLarge"
        /// No space is left for a temporary or a downloaded file. Make room, or name another folder.
        public static let storageFull: Code = "storageFull"
        /// The key would be shown to the network: plain http, or a proxy in clear. Use https, or exempt loopback.
        public static let insecureConnection: Code = "insecureConnection"
        /// No connection could be made, so the service did nothing. Check the address and the network; try again.
        public static let connectionFailed: Code = "connectionFailed"

        // MARK: The service refused

        /// The service does not take the request (4xx). The message says why, where the service did. Correct it.
        public static let rejected: Code = "rejected"
        /// The key is wrong, revoked or expired (401). Check it.
        public static let unauthorized: Code = "unauthorized"
        /// The key may not do this (403). Check the plan and the key's rights.
        public static let forbidden: Code = "forbidden"
        /// The account has no credit left (402). Buy more; nothing was charged.
        public static let insufficientCredit: Code = "insufficientCredit"
        /// There is no such job, file or address (404), or it is another account's. Check the id and the base URL.
        public static let notFound: Code = "notFound"
        /// The request conflicts with what is there (409). What that means is the service's to say.
        public static let conflict: Code = "conflict"
        /// Too many requests (429), also after retries. Wait for ``ClientError/retryAfter``.
        public static let rateLimited: Code = "rateLimited"
        /// The result was kept for a limited time, and that is over. Run the job again.
        public static let resultExpired: Code = "resultExpired"

        // MARK: It went wrong on the way

        /// The service failed (5xx), also after retries. Try later; give its support the request id.
        public static let serviceFailed: Code = "serviceFailed"
        /// The connection broke, also after retries. Try again.
        public static let connectionLost: Code = "connectionLost"
        /// No answer came in time, also after retries. Try again, or allow more time.
        public static let requestTimedOut: Code = "requestTimedOut"
        /// The answer is not what the service documents. The message names the place; report it with the excerpt.
        public static let unexpectedResponse: Code = "unexpectedResponse"
        /// The file to upload is not as it was when its upload began. Upload it anew; what was sent expires by itself.
        public static let sourceChanged: Code = "sourceChanged"
        /// An upload by chunks came to no certain end: the service's file grew in ways that what was sent can't explain.
        ///
        /// Nothing uses that file. Upload again later, or in one request.
        public static let uploadFailed: Code = "uploadFailed"
        /// The answer points elsewhere, and this call does not follow. Check the base URL.
        public static let redirected: Code = "redirected"
        /// A middleware, an observer or a credential provider threw; see ``ClientError/underlying``.
        public static let clientCodeFailed: Code = "clientCodeFailed"

        // MARK: Jobs

        /// The service may have created a job, but its answer was lost.
        ///
        /// Do not submit again blindly, it could be paid twice: look whether the job is there, by its input file
        /// for example, and go on with it.
        public static let submissionUncertain: Code = "submissionUncertain"
        /// The job ended in failure; the message has the service's reason. Correct the input, or submit again.
        public static let jobFailed: Code = "jobFailed"
        /// The job did not end within the wait that was allowed. It goes on: resume with the error's reference.
        public static let timedOut: Code = "timedOut"
    }
}
