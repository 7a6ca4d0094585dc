import Foundation
public import LDXHub
import LanguageJobsTesting

/// LDX hub as the examples reach it: the service itself, or an emulator inside the program.
public struct Hub: Sendable {
    /// The client.
    public let ldx: LDXHubClient
    /// Whether it is the emulator, which ends with the program.
    public let isEmulated: Bool

    /// LDX hub when the environment names a key or an address, else an emulator whose jobs take a few seconds.
    ///
    /// - Parameter needsKey: Whether a key is needed; models and engines can be read without.
    /// - Throws: `ClientError` with `.missingCredential` when there is an address, but no key.
    public init(needsKey: Bool = true) throws {
        let environment = ProcessInfo.processInfo.environment
        isEmulated = Self.isEmulated(in: environment)
        if isEmulated {
            Console.note(
                "No LDXHUB_API_KEY: running on the embedded emulator. It has no model: records are made up, but for samples."
            )
            var plan = LDXHubPlan()
            plan.record = SampleReading.record(for:)
            let hub = LDXHubEmulator(plan: plan)
            ldx = try LDXHubClient(
                credential: .value("emulator"), baseURL: hub.baseURL, transport: hub.transport)
        } else if needsKey || Self.has("LDXHUB_API_KEY", environment) {
            ldx = try LDXHubClient()
        } else {
            ldx = try LDXHubClient(credential: .none)
        }
    }

    init(_ ldx: LDXHubClient, isEmulated: Bool) {
        self.ldx = ldx
        self.isEmulated = isEmulated
    }

    /// Whether neither a key nor an address is named.
    static func isEmulated(in environment: [String: String]) -> Bool {
        !has("LDXHUB_API_KEY", environment) && !has("LDXHUB_BASE_URL", environment)
    }

    private static func has(_ name: String, _ environment: [String: String]) -> Bool {
        !(environment[name] ?? "").isEmpty
    }
}
