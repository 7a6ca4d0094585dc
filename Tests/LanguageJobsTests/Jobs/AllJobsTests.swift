import LanguageJobs
import LanguageJobsTesting
import Testing

/// Lists of several pages as one sequence.
@Suite struct AllJobsTests {
    /// Pages by cursor; what was asked is kept.
    private final class Pages: Sendable {
        let asked = SendableBox<[String?]>([])
        let pages: [String?: JobPage<Int>]

        init(_ pages: [String?: JobPage<Int>]) { self.pages = pages }

        var all: AllJobs<Int> {
            AllJobs { cursor in
                self.asked.withLock { $0.append(cursor) }
                guard let page = self.pages[cursor] else { throw ClientError(.notFound, "No such page.") }
                return page
            }
        }
    }

    private func collect(_ jobs: AllJobs<Int>) async throws -> [Int] {
        var all: [Int] = []
        for try await job in jobs { all.append(job) }
        return all
    }

    @Test("All pages are given in order, an empty one in between does not end it")
    func inOrder() async throws {
        let pages = Pages([
            nil: JobPage([1, 2], next: "a"), "a": JobPage([], next: "b"), "b": JobPage([3]),
        ])
        #expect(try await collect(pages.all) == [1, 2, 3])
        #expect(pages.asked.current == [nil, "a", "b"])
    }

    @Test("A page is read when it is needed, and the end is final")
    func lazy() async throws {
        let pages = Pages([nil: JobPage([1, 2], next: "a"), "a": JobPage([3])])
        var iterator = pages.all.makeAsyncIterator()
        #expect(pages.asked.current == [])
        #expect(try await iterator.next() == 1)
        #expect(try await iterator.next() == 2)
        #expect(pages.asked.current == [nil])
        #expect(try await iterator.next() == 3)
        #expect(try await iterator.next() == nil)
        #expect(try await iterator.next() == nil)
        #expect(pages.asked.current == [nil, "a"])
    }

    @Test("A page that names itself as the next is an error, not an endless walk")
    func endless() async throws {
        let pages = Pages([nil: JobPage([1], next: "a"), "a": JobPage([2], next: "a")])
        let error = await #expect(throws: ClientError.self) { try await collect(pages.all) }
        #expect(error?.code == .unexpectedResponse)
        #expect(pages.asked.current == [nil, "a"])
    }

    @Test("Pages that name each other are an error as well", .timeLimit(.minutes(1)))
    func circle() async throws {
        let pages = Pages([
            nil: JobPage([1], next: "a"), "a": JobPage([], next: "b"), "b": JobPage([], next: "a"),
        ])
        let error = await #expect(throws: ClientError.self) { try await collect(pages.all) }
        #expect(error?.code == .unexpectedResponse)
        #expect(pages.asked.current == [nil, "a", "b"])
    }

    @Test("A page that can't be read is an error, and the end after it")
    func failure() async throws {
        let pages = Pages([nil: JobPage([1], next: "gone")])
        var iterator = pages.all.makeAsyncIterator()
        #expect(try await iterator.next() == 1)
        await #expect(throws: ClientError.self) { _ = try await iterator.next() }
        #expect(try await iterator.next() == nil)
    }
}
