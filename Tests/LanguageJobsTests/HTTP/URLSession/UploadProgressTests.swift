import Testing

@testable import LanguageJobs

@Suite("Which steps of an upload are told")
struct UploadProgressTests {
    @Test(
        "The start, the end and about a hundred between, never backwards",
        arguments: [1, 7, 99, 100, 1_000_003])
    func steps(total: Int64) {
        var progress = UploadProgress(total: total)
        var told: [Int64] = []
        for sent in stride(from: Int64(0), through: total, by: max(1, Int(total / 3333))) {
            if let step = progress.report(sent) { told.append(step.completed) }
        }
        if let step = progress.report(total) { told.append(step.completed) }
        #expect(told.first == 0)
        #expect(told.last == total)
        #expect(told == told.sorted())
        #expect(Set(told).count == told.count)
        #expect(told.count <= 103)
    }

    @Test("What was told is not told again, nor what is behind it")
    func notTwice() {
        var progress = UploadProgress(total: 1000)
        #expect(progress.report(0)?.completed == 0)
        #expect(progress.report(0) == nil)
        #expect(progress.report(9) == nil)
        #expect(progress.report(500)?.completed == 500)
        #expect(progress.report(400) == nil)
        #expect(progress.report(1000) == TransferProgress(completed: 1000, total: 1000))
        #expect(progress.report(2000) == nil)
    }

    @Test("The first step is nothing, also when all left before anybody asked")
    func lateStart() {
        var progress = UploadProgress(total: 10)
        #expect(progress.report(10) == TransferProgress(completed: 0, total: 10))
        #expect(progress.report(10) == TransferProgress(completed: 10, total: 10))
        #expect(progress.report(10) == nil)
    }
}
