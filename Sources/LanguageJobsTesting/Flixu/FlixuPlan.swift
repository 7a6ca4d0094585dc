public import Foundation

/// How an emulated Flixu behaves when nothing goes wrong: what is paid for, and what its documents leave open.
public struct FlixuPlan: Sendable {
    /// How the answer to a document gives the translated file; the documents say both (Flixu docs, Translate
    /// Document and Job Status).
    public enum Documents: String, CaseIterable, Sendable {
        /// In the answer, and at a signed address.
        case inline
        /// At a signed address only.
        case url
        /// By a job that is to be asked after.
        case job
    }

    /// A document about to become a job, as ``FlixuPlan/choose`` sees it.
    public struct Order: Sendable {
        /// The document's number among all of the emulator, from 1.
        public let number: Int
        /// The name of the uploaded file.
        public let filename: String
        /// The code of the source language.
        public let sourceLanguage: String
        /// The code of the target language.
        public let targetLanguage: String
        /// The value of the request's header `x-test-tag`.
        public let tag: String?
    }

    /// What is paid for: it decides the limits, the credits and the features.
    public var subscription = Subscription.professional
    /// The requests a minute; `nil`: those of the subscription.
    public var limits: RateLimits?
    /// The credits a month; `nil`: those of the subscription.
    public var allowance: Int?
    /// Credits bought beside them.
    public var topUp = 0
    /// Credits that had been used when the emulator began.
    public var consumed = 0

    /// How the answer to a document gives the file.
    public var documents = Documents.inline
    /// How long the answer to a document is held back; it is charged when that has passed, whoever is still there.
    ///
    /// A document that becomes a job is answered at once.
    public var documentTime = Duration.zero
    /// The status that answers a document which becomes a job. Default: 202 (inferred: 200 is as likely).
    public var jobStatus = 202
    /// How jobs go, unless something below says otherwise.
    ///
    /// A job planned to fail with the code `error` ends with that status, with any other code it ends `failed`; its
    /// `error` is the message, null where that is empty.
    public var jobs = JobPlan()
    /// How single jobs go, by their number among all documents of the emulator, from 1.
    public var numbered: [Int: JobPlan] = [:]
    /// Chooses the plan of a job; goes before all others, `nil` leaves the choice to them.
    public var choose: (@Sendable (Order) -> JobPlan?)?
    /// The status of a job between its beginning and its end; one that the documents don't name has no progress.
    public var processingStatus = "processing"
    /// Whether a completed job tells its `result_url`; otherwise it is null.
    public var namesResults = true
    /// The status with which the result's address leads on to a signed one; `nil`: it gives the bytes.
    public var resultRedirect: Int?

    /// The scheme, host and port of signed addresses, which must never be told a key.
    ///
    /// `nil`: the same server, below `/presigned/`. On loopback it goes by its other name there, `localhost` or
    /// `127.0.0.1`; elsewhere it is the API's own origin, where a client can't know better than to bring its key.
    public var filesOrigin = URL(string: "https://files.flixu.emulator.invalid")
    /// How long a signed address holds. Default: 24 hours (Flixu docs, Translate Document).
    public var urlLifetime = Duration.seconds(24 * 60 * 60)

    /// The keys that are accepted; `nil`: any. One that begins with `eyJ` is taken for a session token.
    public var acceptedKeys: Set<String>?
    /// What API keys may do: `translate` and `read`, or one of them (Flixu docs, Authentication).
    public var scopes: Set<String> = ["translate", "read"]
    /// The most characters of a text; `nil`: any number. The documents say only that it depends on the plan.
    public var maximumTextLength: Int?
    /// The bytes of a megabyte in the table of formats (inferred: 2^20).
    public var bytesPerMegabyte = 1 << 20
    /// The quality score of everything, from 0 to 100; `nil`: null.
    public var qualityScore: Int? = 94
    /// Decides every id.
    public var seed: UInt64 = 1

    /// Makes the default plan; change its properties.
    public init() {}

    /// Makes the default plan with this way to give documents.
    public init(documents: Documents) {
        self.documents = documents
    }

    func job(_ order: Order) -> JobPlan {
        choose?(order) ?? numbered[order.number] ?? jobs
    }
}
