public import Foundation

/// How an emulated LDX hub behaves when nothing goes wrong: its jobs, its limits, and what its documents leave open.
public struct LDXHubPlan: Sendable {
    /// A job about to be created, as ``LDXHubPlan/choose`` sees it.
    public struct Order: Sendable {
        /// The service.
        public let service: LDXHubEmulator.Service
        /// The job's number among all jobs of the emulator, from 1.
        public let number: Int
        /// The model or engine.
        public let model: String?
        /// The input file's id, where there is one.
        public let fileID: String?
        /// The value of the request's header `x-test-tag`.
        public let tag: String?
    }

    /// A record that a model is to make, as ``LDXHubPlan/record`` sees it.
    public struct RecordOrder: Sendable {
        /// The service.
        public let service: LDXHubEmulator.Service
        /// The `system_prompt` of the create request.
        public let prompt: String
        /// Its `example_output`, compact JSON with sorted names.
        public let example: Data
        /// What the record is made of: the content of AnalyzeDoc's file, a row of StructFlow's.
        public let input: Data
    }

    /// What the query item `wait` does when a job is asked for.
    public enum WaitSupport: Sendable, Hashable {
        /// Nothing: the answer comes at once.
        case ignored
        /// The answer waits for the job's end, so many seconds at most.
        case honoured(upTo: Int)
    }

    /// The form of an error's body.
    public enum ErrorStyle: Sendable, Hashable, CaseIterable {
        /// `{"error":{"code","message","request_id"}}`.
        case backend
        /// `{"code","message","request_id"}`.
        case flat
        /// `application/problem+json` with `trace.requestId`, as the gateway writes it.
        case problem
        /// A web page.
        case html
        /// Nothing.
        case empty
    }

    /// How jobs go, unless something below says otherwise.
    public var jobs = JobPlan()
    /// How the jobs of one service go.
    public var services: [LDXHubEmulator.Service: JobPlan] = [:]
    /// How single jobs go, by their number among all jobs of the emulator, from 1.
    public var numbered: [Int: JobPlan] = [:]
    /// Chooses the plan of a job; goes before all others, `nil` leaves the choice to them.
    public var choose: (@Sendable (Order) -> JobPlan?)?

    /// The keys that are accepted; `nil`: any.
    public var acceptedKeys: Set<String>?
    /// How long an uploaded file is kept. Default: 24 hours (LDX hub portal, Files).
    public var fileLifetime: Duration = .seconds(24 * 60 * 60)
    /// The most bytes of a file. Default: 200 MiB (LDX hub portal, Files; inferred: that MB are 2^20 bytes).
    public var maximumFileSize: Int64 = 209_715_200
    /// How many requests below `/files` are answered in a minute; the others get 429 with `Retry-After`. `nil`: all.
    ///
    /// The real service is said to allow about 100 (LDX hub vendor examples).
    public var fileRequestsPerMinute: Int?
    /// The status that answers an upload. Default: 201 (inferred: the portal doesn't say whether 200 or 201).
    public var uploadStatus = 201
    /// Whether downloads carry a file name in `Content-Disposition`.
    public var namesDownloads = true
    /// What `wait` does. Default: up to 10 seconds (LDX hub vendor client, n8n node).
    public var wait = WaitSupport.honoured(upTo: 10)
    /// The form of errors of the service itself.
    public var errorStyle = ErrorStyle.backend
    /// The form of errors of the gateway before it: 401, unknown paths and methods, 413, 429 and 5xx.
    public var gatewayErrorStyle = ErrorStyle.problem

    /// The ids of the language models; examples of what the service has had, which changes often.
    public var models = [
        "google/gemini-3.5-flash", "google/gemini-3.5-flash-lite", "openai/gpt-5.5", "openai/gpt-5.4-mini",
        "anthropic/claude-sonnet-4-6", "bedrock/global.amazon.nova-2-lite-v1:0",
    ]
    /// The codes of the languages that RenderOCR reads, with their names (inferred, but for `jpn`).
    public var languages = [
        "jpn": "Japanese", "eng": "English", "deu": "German", "fra": "French", "spa": "Spanish",
        "ita": "Italian", "kor": "Korean", "chi_sim": "Chinese (Simplified)",
    ]
    /// The ids of the models that read pages and pictures; what stands after `@` is how closely they look.
    public var visionModels = [
        "google/gemini-3.5-flash@high", "google/gemini-3.5-flash@medium", "google/gemini-3.5-flash@low",
        "openai/gpt-5.6-sol@high", "openai/gpt-5.6-sol@low", "azure/gpt-5.6-terra@high",
    ]
    /// Gives a record instead of the emulator, whatever it holds; `nil` leaves it to the emulator, which makes one
    /// of the example's shape with values that depend on the input's bytes alone.
    public var record: (@Sendable (RecordOrder) -> Data?)?
    /// How StructFlow's records come out.
    public var structFlow = StructFlow()
    /// How the MCP endpoint behaves.
    public var mcp = MCP()
    /// Decides every id, and which of StructFlow's records fail.
    public var seed: UInt64 = 1

    /// Makes the default plan; change its properties.
    public init() {}

    /// Makes the default plan with these jobs.
    public init(jobs: JobPlan) {
        self.jobs = jobs
    }

    func job(_ order: Order) -> JobPlan {
        choose?(order) ?? numbered[order.number] ?? services[order.service] ?? jobs
    }
}
