import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

@Suite struct LDXHubUploadFaultTests {
    /// Appends the second of three chunks under a fault, and gives the ledger and the content after it and at last.
    private func run(
        _ fault: Fault,
        _ check: @escaping @Sendable (HubCaller, String, VirtualTime) async throws -> Void
    ) async throws {
        try await withHub(faults: FaultPlan([.call(2, of: .appendChunk, fault)])) { caller, time in
            let id = try await caller.emptyFileID()
            _ = try await caller.append(Data("one,".utf8), to: id)
            await #expect(throws: TransportFailure.self) {
                try await caller.append(Data("two,".utf8), to: id)
            }
            try await check(caller, id, time)
        }
    }

    private func content(_ caller: HubCaller, _ id: String) async throws -> String {
        let stream = try #require(await caller.hub.content(ofFile: id))
        return String(decoding: try await stream.collect(upTo: 1_000), as: UTF8.self)
    }

    @Test(
        "A broken connection leaves a chunk that is there or not",
        arguments: [
            (Fault.dropBefore, "one,"), (.refuseConnection, "one,"), (.hang(), "one,"),
            (.dropAfter, "one,two,"), (.hang(applied: true), "one,two,"), (.truncated(at: 3), "one,two,"),
        ])
    func broken(fault: Fault, expected: String) async throws {
        try await run(fault) { caller, id, _ in
            let kept = try await content(caller, id)
            #expect(kept == expected)
            let size = try await caller.get("/files/\(id)").number("size")
            #expect(size == Double(expected.utf8.count))
        }
    }

    @Test("A late chunk lands between later ones, and later requests see it there")
    func between() async throws {
        try await run(.lateApply(after: .seconds(5))) { caller, id, time in
            #expect(try await caller.get("/files/\(id)")["size"] == .integer(4))
            try await time.pass(.seconds(4))
            #expect(try await caller.append(Data("two,".utf8), to: id)["size"] == .integer(8))
            try await time.pass(.seconds(2))
            #expect(try await caller.append(Data("three".utf8), to: id)["size"] == .integer(17))
            #expect(try await content(caller, id) == "one,two,two,three")
            #expect(
                await caller.hub.ledger.chunksAppended == [
                    .init(at: .zero, fileID: id, offset: 0, count: 4),
                    .init(at: .seconds(4), fileID: id, offset: 4, count: 4),
                    .init(at: .seconds(5), fileID: id, offset: 8, count: 4),
                    .init(at: .seconds(6), fileID: id, offset: 12, count: 5),
                ])
        }
    }

    @Test("A chunk can be late by requests instead of time", arguments: [0, 1, 2, 3])
    func counted(requests: Int) async throws {
        let sizes = [[8, 12, 17, 17], [4, 12, 17, 17], [4, 8, 17, 17], [4, 8, 13, 17]]
        try await run(.lateApplyBehind(requests: requests)) { caller, id, _ in
            let seen = [
                try await caller.get("/files/\(id)"),
                try await caller.append(Data("two,".utf8), to: id),
                try await caller.append(Data("three".utf8), to: id),
                try await caller.get("/files/\(id)"),
            ]
            #expect(seen.map { $0.number("size") } == sizes[requests].map(Double.init))
            let late = ["one,two,two,three", "one,two,two,three", "one,two,two,three", "one,two,threetwo,"]
            #expect(try await content(caller, id) == late[requests])
        }
    }

    @Test("Requests that a fault keeps from being applied don't bring a late one nearer")
    func uncounted() async throws {
        let faults = FaultPlan([
            .call(1, of: .appendChunk, .lateApplyBehind(requests: 2)),
            .every(.getFile, .dropBefore), .every(.listFiles, .serverError()),
            .call(2, of: .appendChunk, .dropAfter),
        ])
        try await withHub(faults: faults) { caller, _ in
            let id = try await caller.emptyFileID()
            _ = try? await caller.append(Data("1".utf8), to: id)
            for _ in 0..<5 {
                _ = try? await caller.get("/files/\(id)")
                _ = try await caller.get("/files")
            }
            #expect(try await content(caller, id) == "")
            _ = try? await caller.append(Data("2".utf8), to: id)
            #expect(try await content(caller, id) == "2")
            // A request that the service refuses has been applied as far as it can be.
            #expect(try await caller.append(Data("3".utf8), to: "nothing").status == 404)
            #expect(try await content(caller, id) == "21")
        }
    }

    @Test("A late chunk of a file that is gone or full by then is lost")
    func lateLost() async throws {
        var plan = LDXHubPlan()
        plan.maximumFileSize = 3
        plan.fileLifetime = .seconds(10)
        let faults = FaultPlan([
            .call(1, of: .appendChunk, .lateApply(after: .seconds(1))),
            .call(2, of: .appendChunk, .lateApply(after: .seconds(10))),
        ])
        try await withHub(plan: plan, faults: faults) { caller, time in
            let id = try await caller.emptyFileID()
            _ = try? await caller.append(Data("12".utf8), to: id)
            _ = try? await caller.append(Data("3".utf8), to: id)
            #expect(try await caller.append(Data("45".utf8), to: id)["size"] == .integer(2))
            try await time.pass(.seconds(9))
            #expect(try await content(caller, id) == "45")
            try await time.pass(.seconds(5))
            #expect(await caller.hub.ledger.chunksAppended.map(\.count) == [2])
        }
    }

    @Test("A large chunk that comes late is kept outside the memory until then")
    func lateLarge() async throws {
        try await withHub(faults: FaultPlan([.call(1, of: .appendChunk, .lateApplyBehind(requests: 1))])) {
            caller, _ in
            let id = try await caller.emptyFileID()
            let first = Data(repeating: 1, count: 3_000_000)
            let second = Data(repeating: 2, count: 2_000_000)
            _ = try? await caller.append(first, to: id)
            #expect(try await caller.append(second, to: id)["size"] == .integer(2_000_000))
            #expect(try await caller.get("/files/\(id)/content").body == second + first)
        }
    }
}
