import Foundation
import LDXHub
import LanguageJobsTesting

/// An emulator and a client of it in virtual time.
struct EmulatedHub: Sendable {
    let time = VirtualTime()
    let hub: LDXHubEmulator
    let ldx: LDXHubClient
    let events = EventLog()

    init(
        plan: LDXHubPlan = LDXHubPlan(), faults: FaultPlan = .none,
        configure: (inout ClientConfiguration) -> Void = { _ in }
    ) throws {
        hub = LDXHubEmulator(
            time: time, startingAt: Date(timeIntervalSince1970: 1_767_225_600), plan: plan, faults: faults)
        var configuration = ClientConfiguration(runtime: time.runtime(seed: 7))
        configuration.observer = events
        configure(&configuration)
        ldx = try LDXHubClient(
            credential: .value("test-key"), baseURL: hub.baseURL, configuration: configuration,
            transport: hub.transport)
    }

    static let model = "google/gemini-3.5-flash"

    static var xliff: LDXInput { .data(SampleXLIFF.data, filename: "manual.xlf") }

    static var source: UploadSource { .data(SampleXLIFF.data, filename: "manual.xlf") }
}

/// Keeps what a client told its observer, as short lines.
final class EventLog: ClientObserver {
    private let all = SendableBox<[String]>([])

    var lines: [String] { all.current }

    func observe(_ event: ClientEvent) {
        let line: String? =
            switch event {
            case .stateChange(_, let from, let to): "\(from ?? "-") → \(to)"
            case .retry(let operation, let attempt, _): "\(operation) retry \(attempt)"
            default: nil
            }
        if let line { all.withLock { $0.append(line) } }
    }
}
