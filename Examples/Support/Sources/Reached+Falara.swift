public import Falara
import LanguageJobsTesting

extension Reached where Client == FalaraClient {
    /// Falara when the environment names a key or an address, else an emulator whose jobs take a few seconds.
    ///
    /// - Throws: `ClientError` with `.missingCredential` when there is an address, but no key.
    public static func falara() throws -> Self {
        guard ReachedEnvironment(prefix: "FALARA").isEmulated else {
            return Self(try FalaraClient(), isEmulated: false)
        }
        Console.note(
            "No FALARA_API_KEY: running on the embedded emulator. It has no model: it only marks what it would translate."
        )
        // So that there is something to see: what has a digit in it is corrected once.
        let jobs = FalaraJobPlan { segment in
            segment.loop == 0 && segment.source.contains(where: \.isNumber) ? 88.5 : 97
        }
        let emulator = FalaraEmulator(plan: FalaraPlan(jobs: jobs))
        let client = try FalaraClient(
            credential: .value("emulator"), baseURL: emulator.baseURL, transport: emulator.transport)
        return Self(client, isEmulated: true)
    }
}
