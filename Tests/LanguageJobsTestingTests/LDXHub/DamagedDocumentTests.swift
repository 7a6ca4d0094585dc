import Foundation
import TestSupport
import Testing

@testable import LanguageJobsTesting

@Suite("Damaged documents")
struct DamagedDocumentTests {
    private static let names = ["report.docx", "ledger.xlsx", "talk.pptx", "letter.pdf"]

    @Test("A document with wrong bytes gives text or fails the job, and nothing worse", arguments: names)
    func bytes(name: String) throws {
        let file = try Fixture.data("office/\(name)")
        var random = SeededRandom(seed: 11)
        for _ in 0..<200 {
            var damaged = file
            for _ in 0...random.next() % 3 {
                damaged[Int(random.next() % UInt64(file.count))] = UInt8(truncatingIfNeeded: random.next())
            }
            try read(damaged)
        }
    }

    @Test("A document that was cut gives text or fails the job, and nothing worse", arguments: names)
    func cut(name: String) throws {
        let file = try Fixture.data("office/\(name)")
        for length in stride(from: 0, to: file.count, by: 13) { try read(file.prefix(length)) }
    }

    private func read(_ content: Data) throws {
        let file = LDXHubFile(
            id: "a", filename: "a", body: try StoredBody(content), created: .zero, updated: .zero,
            expires: .seconds(1))
        do {
            let document = try DocumentText(of: file)
            #expect(document.pages ?? 1 > 0)
        } catch let failure as LDXHubJobFailure {
            #expect(["invalid_input_file", "unsupported_file_type"].contains(failure.code))
        }
    }
}
