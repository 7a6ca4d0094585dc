import Flixu
import Foundation

/// A document through Flixu, whose answer holds the whole translation as Base64, and to a place, twice.
enum FlixuDocumentProbe {
    /// - Returns: The bytes of the translation.
    static func run(_ document: URL, to place: URL) async throws -> Int64 {
        let flixu = try FlixuClient()
        let translation = try await flixu.documents.run(.file(document), from: "en", to: "de")
        let first = try await translation.save(to: place)
        let second = try await translation.save(to: place)
        guard first == second else {
            throw ProbeFailure("The second time \(second) was saved, not \(first).")
        }
        return first.size
    }
}
