#if EmulatorServer
import ArgumentParser
import Foundation
import LanguageJobsTesting

/// `emulator`: an LDX hub on a socket, for clients in any language.
@main
struct EmulatorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "emulator",
        abstract: "Serves an emulated LDX hub to any HTTP client.",
        discussion: """
            It keeps files, runs jobs and answers as the real service is documented to; all of it is gone when it \
            stops. Once it can be reached it prints one line: listening on http://127.0.0.1:8080
            """)

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
        help: "Answer at once although a request asks to wait for a job's end.")
    var ignoresWait = false

    @Flag(help: "Write a line for each request to standard error.")
    var log = false

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port goes from 0 to 65535.") }
        guard (0...1_000_000).contains(jobSeconds) else {
            throw ValidationError("--job-seconds goes from 0 to 1000000.")
        }
        guard (0...1).contains(failRate) else { throw ValidationError("--fail-rate goes from 0 to 1.") }
    }

    func run() async throws {
        let hub = LDXHubEmulator(plan: plan, faults: faults)
        try await EmulatorServer(emulator: hub, host: host, port: port, log: log ? RequestLog() : nil).run()
    }

    private var plan: LDXHubPlan {
        var plan = LDXHubPlan(
            jobs: JobPlan(
                queued: .seconds(jobSeconds / 5), processing: .seconds(jobSeconds * 4 / 5),
                progressInterval: .seconds(jobSeconds / 10)))
        plan.acceptedKeys = keys.isEmpty ? nil : Set(keys)
        plan.wait = ignoresWait ? .ignored : plan.wait
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
#endif
