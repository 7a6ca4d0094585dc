public import LDXHub
import LanguageJobsTesting

extension Reached where Client == LDXHubClient {
    /// LDX hub when the environment names a key or an address, else an emulator whose jobs take a few seconds.
    ///
    /// - Parameter needsKey: Whether a key is needed; models and engines can be read without.
    /// - Throws: `ClientError` with `.missingCredential` when there is an address, but no key.
    public static func ldxHub(needsKey: Bool = true) throws -> Self {
        let environment = ReachedEnvironment(prefix: "LDXHUB")
        guard environment.isEmulated else {
            let isAnonymous = !needsKey && !environment.hasKey
            return Self(try isAnonymous ? LDXHubClient(credential: .none) : LDXHubClient(), isEmulated: false)
        }
        Console.note(
            "No LDXHUB_API_KEY: running on the embedded emulator. It has no model: records are made up, but for samples."
        )
        var plan = LDXHubPlan()
        plan.record = SampleReading.record(for:)
        let hub = LDXHubEmulator(plan: plan)
        let client = try LDXHubClient(
            credential: .value("emulator"), baseURL: hub.baseURL, transport: hub.transport)
        return Self(client, isEmulated: true)
    }
}
