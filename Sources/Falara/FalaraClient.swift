public import Foundation

/// The client of Falara: translates and writes texts and documents as jobs whose segments are checked one by one.
///
/// ```swift
/// let falara = try FalaraClient()                               // FALARA_API_KEY from the environment
/// let result = try await falara.jobs.run(.text("Guten Tag."), from: "de", to: "en")
/// print(result.text ?? "", result.warning ?? "")
/// ```
///
/// A value that can be shared freely; what its copies share (connections, the rate gate) ends with the last of them. Falara
/// warns against shipping keys in programs that others hold (Falara docs, Authentication): an app asks a server of its own.
public struct FalaraClient: Sendable {
    /// The service's address, when neither a parameter nor `FALARA_BASE_URL` names another (Falara docs, Jobs).
    ///
    /// Two others are known. `https://app.falara.io/api/v1` is used by the Falara Shopware connector, and
    /// `https://falara.io/v1` by the docs of March 2026.
    public static let defaultBaseURL = "https://app.falara.io/v1"

    /// Creates jobs, waits for them, and gives what they made.
    public let jobs: FalaraJobs
    let client: ServiceClient

    /// Makes a client; nothing is sent yet.
    ///
    /// - Parameters:
    ///   - credential: The API key, sent as `X-API-Key`. Default: from the environment variable `FALARA_API_KEY`.
    ///   - baseURL: The address, which ends in `/v1`. Default: from `FALARA_BASE_URL`, else ``defaultBaseURL``. A slash at
    ///     its end is ignored. Plain http is for loopback only.
    ///   - configuration: How the client behaves.
    ///   - treatsFailedAsFinal: Whether the status `failed` ends a job. Default: yes, as the Falara Shopware connector sees it.
    ///     The docs call it recoverable: with `false` a watcher goes on until `dead`, a result, or its deadline.
    ///   - settleTime: How long to wait, when the answer to a creation was lost, before it is sent again to be told of the
    ///     job that it made. Default: 30 seconds. A job is made twice only if the service applies the first request later.
    ///   - transport: What sends the requests. Default: a ``URLSessionTransport`` of its own. One that is given is never ended.
    /// - Throws: ``ClientError``: `.missingCredential` without a key, `.invalidRequest` or `.insecureConnection` for the address.
    public init(
        credential: Credential = .environment("FALARA_API_KEY"),
        baseURL: URL? = nil,
        configuration: ClientConfiguration = .init(),
        treatsFailedAsFinal: Bool = true,
        settleTime: Duration = .seconds(30),
        transport: (any HTTPTransport)? = nil
    ) throws {
        let environment = ProcessInfo.processInfo.environment
        let named = environment["FALARA_BASE_URL"].flatMap { $0.isEmpty ? nil : $0 }
        let client = ServiceClient(
            service: "Falara",
            base: try BaseAddress(baseURL?.absoluteString ?? named ?? Self.defaultBaseURL),
            credential: try credential.resolvingEnvironment(environment),
            scheme: .header("X-API-Key"),
            configuration: configuration,
            // The window of its limit (Falara docs, Authentication), which no known field of an answer tells of.
            refusalPause: .seconds(60),
            transport: transport ?? URLSessionTransport())
        self.client = client
        jobs = FalaraJobs(client, treatsFailedAsFinal: treatsFailedAsFinal, settleTime: settleTime)
    }
}
