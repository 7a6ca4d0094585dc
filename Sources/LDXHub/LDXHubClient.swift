public import Foundation

/// The client of LDX hub: refines translations, reads scans, converts documents, takes text and records out of them,
/// keeps files, and calls its MCP tools.
///
/// ```swift
/// let ldx = try LDXHubClient()                                  // LDXHUB_API_KEY from the environment
/// let refined = try await ldx.refineLoop.run(.file(manual), model: model)
/// try await refined.save(to: outputURL)
/// ```
///
/// A value that can be shared freely; what its copies share (connections, the rate gate) ends with the last of them.
public struct LDXHubClient: Sendable {
    /// The service's address, when neither a parameter nor `LDXHUB_BASE_URL` names another.
    public static let defaultBaseURL = "https://gw.ldxhub.io"

    /// Uploads, downloads and lists files.
    public let files: LDXFiles
    /// Refines translations in XLIFF files.
    public let refineLoop: LDXJobs<RefineLoop>
    /// Turns scans into Office documents.
    public let renderOCR: LDXJobs<RenderOCR>
    /// Turns PDF files that hold text into Office documents.
    public let castDoc: LDXJobs<CastDoc>
    /// Takes the text out of documents.
    public let extractDoc: LDXJobs<ExtractDoc>
    /// Makes records of rows.
    public let structFlow: LDXJobs<StructFlow>
    /// Makes a record of a document.
    public let analyzeDoc: LDXJobs<AnalyzeDoc>
    /// The service's tools for language models.
    public let mcp: LDXMCP

    /// Makes a client; nothing is sent yet.
    ///
    /// - Parameters:
    ///   - credential: The API key. Default: from the environment variable `LDXHUB_API_KEY`. With ``Credential/none`` only
    ///     models and engines can be read.
    ///   - baseURL: The address. Default: from `LDXHUB_BASE_URL`, else ``defaultBaseURL``. A path is kept as prefix, a slash
    ///     at its end is ignored. Plain http is for loopback only.
    ///   - configuration: How the client behaves.
    ///   - catalogueLifetime: How long models and engines are kept once they were read; `.zero`: not at all. Default: 5 minutes.
    ///   - transport: What sends the requests. Default: a ``URLSessionTransport`` of its own. One that is given is never ended.
    /// - Throws: ``ClientError``: `.missingCredential` without a key, `.invalidRequest` or `.insecureConnection` for the address.
    public init(
        credential: Credential = .environment("LDXHUB_API_KEY"),
        baseURL: URL? = nil,
        configuration: ClientConfiguration = .init(),
        catalogueLifetime: Duration = .seconds(300),
        transport: (any HTTPTransport)? = nil
    ) throws {
        let environment = ProcessInfo.processInfo.environment
        let named = environment["LDXHUB_BASE_URL"].flatMap { $0.isEmpty ? nil : $0 }
        let client = ServiceClient(
            service: "LDX hub",
            base: try BaseAddress(baseURL?.absoluteString ?? named ?? Self.defaultBaseURL),
            credential: try credential.resolvingEnvironment(environment),
            configuration: configuration,
            transport: transport ?? URLSessionTransport())
        files = LDXFiles(client)
        refineLoop = LDXJobs(client, files, catalogueLifetime: catalogueLifetime)
        renderOCR = LDXJobs(client, files, catalogueLifetime: catalogueLifetime)
        castDoc = LDXJobs(client, files, catalogueLifetime: catalogueLifetime)
        extractDoc = LDXJobs(client, files, catalogueLifetime: catalogueLifetime)
        structFlow = LDXJobs(client, files, catalogueLifetime: catalogueLifetime)
        analyzeDoc = LDXJobs(client, files, catalogueLifetime: catalogueLifetime)
        mcp = LDXMCP(client)
    }
}
