import Falara
import Foundation
import Testing
import TestSupport

/// Every recorded payload of Falara, leaf by leaf.
@Suite("A recorded response of Falara")
struct RecordedResponseTests {
    static let recordings: [FalaraRecording] =
        FalaraRecording.jobs + FalaraRecording.resources + FalaraRecording.webhooks

    /// Error bodies: no type of ours has their form; the named tests read them.
    static let errors = FalaraRecording.jobErrors

    @Test(
        "reads to its literal value, writes back whole, and no leaf of it is ignored", arguments: recordings)
    func everyLeaf(recording: FalaraRecording) {
        #expect(recording.problems() == [])
    }

    @Test("is never forgotten: each file has its row")
    func complete() throws {
        let rows = Set(Self.recordings.map(\.name)).union(Self.errors.map { "falara/\($0).json" })
        #expect(Set(try Fixture.names(in: "falara")) == rows)
    }
}
