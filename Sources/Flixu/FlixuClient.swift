public import Foundation

/// The client of Flixu: translates texts, strings and documents.
///
/// ```swift
/// let flixu = try FlixuClient()                                 // FLIXU_API_KEY from the environment
/// let hello = try await flixu.translations.translate("Hello, world!", from: "en", to: "de")
/// let document = try await flixu.documents.run(.file(manual), from: "en", to: "de")
/// try await document.save(to: outputURL)
/// ```
///
/// A value that can be shared freely; what its copies share (connections, the rate gate) ends with the last of them.
public struct FlixuClient: Sendable {
    /// The service's address, when neither a parameter nor `FLIXU_BASE_URL` names another (Flixu docs, Overview).
    public static let defaultBaseURL = "https://api.flixu.ai/v1"

    /// Translates texts and strings, and analyzes texts.
    public let translations: FlixuTranslations
    /// Translates documents.
    public let documents: FlixuDocuments
    let client: ServiceClient

    /// Makes a client; nothing is sent yet.
    ///
    /// - Parameters:
    ///   - credential: The API key, or with ``Credential/provider(_:)`` the token of a session, which is asked for at each attempt
    ///     (Flixu docs, Authentication). Default: from the environment variable `FLIXU_API_KEY`.
    ///   - baseURL: The address, with its version: it ends in `/v1`. Default: from `FLIXU_BASE_URL`, else ``defaultBaseURL``.
    ///     A slash at its end is ignored. Plain http is for loopback only.
    ///   - configuration: How the client behaves.
    ///   - temporaryDirectory: Where translations that come in an answer are kept until they are let go of. Default: as for a
    ///     ``URLSessionTransport``.
    ///   - transport: What sends the requests. Default: a ``URLSessionTransport`` of its own. One that is given is never ended.
    /// - Throws: ``ClientError``: `.missingCredential` without a key, `.invalidRequest` or `.insecureConnection` for the address.
    public init(
        credential: Credential = .environment("FLIXU_API_KEY"),
        baseURL: URL? = nil,
        configuration: ClientConfiguration = .init(),
        temporaryDirectory: URL? = nil,
        transport: (any HTTPTransport)? = nil
    ) throws {
        let environment = ProcessInfo.processInfo.environment
        let named = environment["FLIXU_BASE_URL"].flatMap { $0.isEmpty ? nil : $0 }
        client = ServiceClient(
            service: "Flixu",
            base: try BaseAddress(baseURL?.absoluteString ?? named ?? Self.defaultBaseURL),
            credential: try credential.resolvingEnvironment(environment),
            configuration: configuration,
            // Every answer tells of its window; these are the lowest limits a minute (Flixu docs, Rate Limits).
            firstBursts: ["translate": 10, "analyze": 5, "api": 30],
            transport: transport ?? URLSessionTransport())
        translations = FlixuTranslations(client)
        documents = FlixuDocuments(client, TemporaryFiles(in: temporaryDirectory))
    }
}
