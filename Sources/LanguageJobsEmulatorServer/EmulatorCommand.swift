#if EmulatorServer
public import ArgumentParser
import Foundation
public import LanguageJobsTesting

/// `emulator`: a service on a socket, for clients in any language.
@main
struct EmulatorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "emulator",
        abstract: "Serves an emulated LDX hub, Flixu or Falara to any HTTP client.",
        discussion: """
            It keeps files, runs jobs and answers as the real service is documented to; all of it is gone when it \
            stops. Once it can be reached it prints one line: listening on http://127.0.0.1:8080
            Flixu and Falara are below /v1 there: FLIXU_BASE_URL=http://127.0.0.1:8080/v1
            """)

    @Option(help: "The service: ldxhub, flixu or falara.")
    var service = EmulatedService.ldxhub

    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "The port to listen on; 0 picks a free one.")
    var port = 8080

    @Option(name: .customLong("job-seconds"), help: "How long a job takes.")
    var jobSeconds = 2.5

    @Option(
        name: .customLong("key"),
        help: "A key that is accepted; can be repeated. Without it, any key is.")
    var keys: [String] = []

    @Option(help: "Decides every id, and which requests fail.")
    var seed: UInt64 = 1

    @Option(
        name: .customLong("fail-rate"),
        help: "The share of requests, from 0 to 1, that meet a 429, a 503 or a broken connection.")
    var failRate = 0.0

    @Flag(
        name: .customLong("no-wait"),
        help: "LDX hub: answer at once although a request asks to wait for a job's end.")
    var ignoresWait = false

    @Option(help: "Flixu: how a document's answer gives the translation: inline, url or job.")
    var documents = FlixuPlan.Documents.inline

    @Option(help: "Flixu: what is paid for: free, starter, professional or enterprise.")
    var plan = FlixuPlan.Subscription.professional

    @Option(help: "Falara: the form of answers: first (older docs), second (newer docs) or connector.")
    var style = FalaraPlan.Style.second

    @Option(
        name: .customLong("requests-per-minute"),
        help: "Falara: how many requests are answered in a minute. Default: all.")
    var requestsPerMinute: Int?

    @Flag(help: "Write a line for each request to standard error.")
    var log = false

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port goes from 0 to 65535.") }
        guard (0...1_000_000).contains(jobSeconds) else {
            throw ValidationError("--job-seconds goes from 0 to 1000000.")
        }
        guard (0...1).contains(failRate) else { throw ValidationError("--fail-rate goes from 0 to 1.") }
        guard (requestsPerMinute ?? 1) > 0 else {
            throw ValidationError("--requests-per-minute takes a number above 0.")
        }
    }

    func run() async throws {
        try await EmulatorServer(emulator: emulator, host: host, port: port, log: log ? RequestLog() : nil)
            .run()
    }

    private var emulator: any ServiceEmulator {
        switch service {
        case .ldxhub: LDXHubEmulator(plan: ldxHub, faults: faults)
        case .flixu: FlixuEmulator(plan: flixu, faults: faults)
        case .falara: FalaraEmulator(plan: falara, faults: faults)
        }
    }

    private var acceptedKeys: Set<String>? { keys.isEmpty ? nil : Set(keys) }
    private var queued: Duration { .seconds(jobSeconds / 5) }
    private var processing: Duration { .seconds(jobSeconds * 4 / 5) }

    private var ldxHub: LDXHubPlan {
        var plan = LDXHubPlan(
            jobs: JobPlan(
                queued: queued, processing: processing, progressInterval: .seconds(jobSeconds / 10)))
        plan.acceptedKeys = acceptedKeys
        plan.wait = ignoresWait ? .ignored : plan.wait
        plan.seed = seed
        return plan
    }

    private var flixu: FlixuPlan {
        var result = FlixuPlan(documents: documents)
        result.jobs = JobPlan(queued: queued, processing: processing)
        result.subscription = plan
        result.filesOrigin = nil
        result.acceptedKeys = acceptedKeys
        result.seed = seed
        return result
    }

    private var falara: FalaraPlan {
        var plan = FalaraPlan(jobs: FalaraJobPlan(queued: queued, processing: processing))
        plan.style = style
        plan.requestsPerMinute = requestsPerMinute
        plan.acceptedKeys = acceptedKeys
        plan.seed = seed
        return plan
    }

    private var faults: FaultPlan {
        let kinds: [Fault] = [
            .dropBefore, .dropAfter, .rateLimited(.seconds(1)), .serverError(), .truncated(at: 1),
        ]
        return FaultPlan(
            kinds.map { .rate(failRate / Double(kinds.count), of: nil, $0) }, seed: seed)
    }
}

/// What is served.
enum EmulatedService: String, ExpressibleByArgument, CaseIterable {
    case ldxhub
    case flixu
    case falara
}

extension FlixuPlan.Documents: ExpressibleByArgument {}
extension FlixuPlan.Subscription: ExpressibleByArgument {}
extension FalaraPlan.Style: ExpressibleByArgument {}
#endif
