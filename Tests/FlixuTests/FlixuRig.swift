import Flixu
import Foundation
import LanguageJobsTesting
import Testing
import TestSupport

/// A client of a mock, with a folder of its own for temporary files.
struct FlixuRig: Sendable {
    static let base = "https://api.flixu.ai/v1"

    let mock: MockTransport
    let flixu: FlixuClient
    let folder: URL

    init(
        _ mock: MockTransport, credential: Credential = .value("flx_key"), baseURL: String = base,
        configuration: ClientConfiguration = .init(retry: .never)
    ) throws {
        self.mock = mock
        folder = FileManager.default.temporaryDirectory.appending(path: "flixu-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        flixu = try FlixuClient(
            credential: credential, baseURL: URL(string: baseURL), configuration: configuration,
            temporaryDirectory: folder, transport: mock)
    }

    func removeFolder() { try? FileManager.default.removeItem(at: folder) }

    /// What was thrown, when it was a client's error.
    static func error<Result>(_ work: () async throws -> Result) async -> ClientError? {
        do {
            _ = try await work()
            return nil
        } catch {
            return error as? ClientError
        }
    }

    static func fixture(_ name: String, status: Int = 200, headers: TransportHeaders = [:]) throws
        -> RecordedResponse
    {
        .status(status, headers: headers, json: try Fixture.text("flixu/\(name).json"))
    }
}
