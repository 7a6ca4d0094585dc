public import Flixu
import LanguageJobsTesting

extension Reached where Client == FlixuClient {
    /// Flixu when the environment names a key or an address, else an emulator whose documents take a few seconds.
    ///
    /// - Throws: `ClientError` with `.missingCredential` when there is an address, but no key.
    public static func flixu() throws -> Self {
        guard ReachedEnvironment(prefix: "FLIXU").isEmulated else {
            return Self(try FlixuClient(), isEmulated: false)
        }
        Console.note(
            "No FLIXU_API_KEY: running on the embedded emulator. It has no model: it only marks what it would translate."
        )
        let emulator = FlixuEmulator(plan: FlixuPlan(documents: .job))
        let client = try FlixuClient(
            credential: .value("emulator"), baseURL: emulator.baseURL, transport: emulator.transport)
        return Self(client, isEmulated: true)
    }
}
