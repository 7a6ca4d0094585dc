import Foundation
import LanguageJobs
import Testing

@testable import LanguageJobsTesting

@Suite struct FalaraListTests {
    /// The ids of every page, in order.
    private func pages(_ calls: FalaraCalls, _ query: String) async throws -> [[String]] {
        var pages: [[String]] = []
        var cursor = ""
        while pages.count < 20 {
            let page = try await calls.get("/jobs?\(query)\(cursor)")
            pages.append((0..<(page.count("data") ?? 0)).map { page.string("data.\($0).job_id") ?? "" })
            guard page["pagination.has_more"] == .bool(true), let next = page.string("pagination.cursor")
            else {
                #expect(page["pagination.cursor"] == .null)
                break
            }
            let escaped = next.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            cursor = "&cursor=\(escaped)"
        }
        return pages
    }

    @Test("Jobs come newest first, in pages that don't shift when new ones are created")
    func paging() async throws {
        try await withFalara { calls, _ in
            var ids: [String] = []
            for number in 1...5 { ids.append(try await calls.create("Satz \(number).")) }
            #expect(try await pages(calls, "limit=2") == [[ids[4], ids[3]], [ids[2], ids[1]], [ids[0]]])
            #expect(try await pages(calls, "limit=5") == [ids.reversed()])
            let first = try await calls.get("/jobs?limit=2")
            _ = try await calls.create("Neu.")
            let cursor = (first.string("pagination.cursor") ?? "").replacing("=", with: "%3D")
            let second = try await calls.get("/jobs?limit=2&cursor=\(cursor)")
            #expect(second.string("data.0.job_id") == ids[2])
        }
    }

    @Test("A page has 20 jobs unless another number was asked for")
    func defaultLimit() async throws {
        try await withFalara { calls, _ in
            for number in 1...21 { _ = try await calls.create("Satz \(number).") }
            #expect(try await calls.get("/jobs").count("data") == 20)
            #expect(try await calls.get("/jobs?limit=100").count("data") == 21)
        }
    }

    @Test(
        "A limit from 1 to 100 is taken, nothing else",
        arguments: [
            ("0", "greater_than_equal", "Input should be greater than or equal to 1"),
            ("101", "less_than_equal", "Input should be less than or equal to 100"),
            ("ten", "int_parsing", "Input should be a valid integer, unable to parse string as an integer"),
        ])
    func limits(limit: String, type: String, message: String) async throws {
        try await withFalara { calls, _ in
            let answer = try await calls.get("/jobs?limit=\(limit)")
            #expect(answer.status == 422)
            #expect(
                answer.text
                    == #"{"detail":[{"loc":["query","limit"],"msg":"\#(message)","type":"\#(type)"}]}"#)
        }
    }

    @Test("A cursor of somebody else's is refused", arguments: ["abc", "e30=", ""])
    func cursor(cursor: String) async throws {
        try await withFalara { calls, _ in
            let answer = try await calls.get("/jobs?cursor=\(cursor)")
            #expect(answer.status == 400)
            #expect(answer.text == #"{"detail":"Invalid cursor."}"#)
        }
    }

    @Test("A list can be of one status or one project")
    func filters() async throws {
        try await withFalara(plan: .with { $0.numbered = [2: .endless] }) { calls, time in
            let first = try await calls.create("Eins.", others: #","project_name":"Web & Shop""#)
            let second = try await calls.create("Zwei.", others: #","project_name":"Web""#)
            let third = try await calls.create("Drei.")
            try await time.pass(.seconds(10))
            #expect(try await pages(calls, "status=completed&limit=1") == [[third], [first]])
            #expect(try await pages(calls, "status=processing") == [[second]])
            #expect(try await pages(calls, "status=unknown") == [[]])
            #expect(try await pages(calls, "project_name=Web%20%26%20Shop") == [[first]])
            #expect(try await pages(calls, "project_name=Web+%26+Shop") == [[first]])
            #expect(try await pages(calls, "project_name=Web%2B%26%2BShop") == [[]])
            #expect(try await pages(calls, "project_name=We") == [[]])
            #expect(try await pages(calls, "project_name=Web&status=completed") == [[]])
        }
    }

    @Test("A line has the documented members")
    func line() async throws {
        try await withFalara { calls, time in
            let id = try await calls.create(
                "Eins zwei drei.", others: #","quality":"premium","project_name":"Web""#)
            let early = try await calls.get("/jobs")
            #expect(early["data.0.qa_score"] == .null)
            #expect(early["data.0.completed_at"] == .null)
            try await time.pass(.seconds(60))
            let list = try await calls.get("/jobs")
            let score = try #require(list.number("data.0.qa_score"))
            #expect((95.0...99.9).contains(score))
            #expect(
                list["data.0"]
                    == .object([
                        "job_id": .string(id), "batch_id": .null, "status": "completed",
                        "mode": "translation",
                        "source_lang": "de", "target_lang": "en", "quality": "premium", "project_name": "Web",
                        "word_count": 3, "billed_words": 5, "qa_score": list["data.0.qa_score"] ?? .null,
                        "is_file_job": false, "archived": false, "created_at": "2026-03-06T10:00:00Z",
                        "completed_at": "2026-03-06T10:00:02Z",
                    ]))
        }
    }

    @Test("A line's words are a number in every form", arguments: FalaraPlan.Style.allCases)
    func words(style: FalaraPlan.Style) async throws {
        try await withFalara(plan: .with { $0.style = style }) { calls, _ in
            _ = try await calls.create("Eins zwei drei.", others: #","quality":"premium""#)
            let list = try await calls.get("/jobs")
            #expect(list.number("data.0.word_count") == 3)
            #expect(list.number("data.0.billed_words") == 5)
        }
    }

    @Test("New jobs may be missing from lists for a while, and lists may be cut")
    func faults() async throws {
        let faults = FaultPlan(listLag: .seconds(10), listCap: 1)
        try await withFalara(faults: faults) { calls, time in
            let first = try await calls.create("Eins.")
            #expect(try await pages(calls, "limit=5") == [[]])
            #expect(try await calls.get("/jobs/\(first)").status == 200)
            try await time.pass(.seconds(10))
            #expect(try await pages(calls, "limit=5") == [[first]])
            let second = try await calls.create("Zwei.")
            try await time.pass(.seconds(10))
            #expect(try await pages(calls, "limit=5") == [[second]])
        }
    }

    @Test("Archived jobs are not listed, and are there by their ids")
    func archive() async throws {
        try await withFalara { calls, _ in
            let ids = [
                try await calls.create("Eins."), try await calls.create("Zwei."),
                try await calls.create("Drei."),
            ]
            let answer = try await calls.send(.patch, "/jobs/\(ids[1])/archive")
            #expect(answer.status == 200)
            #expect(answer.text == #"{"archived":true,"job_id":"\#(ids[1])"}"#)
            #expect(try await pages(calls, "limit=9") == [[ids[2], ids[0]]])
            #expect(try await calls.get("/jobs/\(ids[1])").status == 200)
            let again = try await calls.send(.patch, "/jobs/\(ids[1])/archive")
            #expect(again.status == 200)
            let back = try await calls.send(.patch, "/jobs/\(ids[1])/unarchive")
            #expect(back.text == #"{"archived":false,"job_id":"\#(ids[1])"}"#)
            #expect(try await pages(calls, "limit=9") == [ids.reversed()])
            let ledger = await calls.falara.ledger.falara.archives
            #expect(ledger.map(\.jobID) == [ids[1], ids[1]])
            #expect(ledger.map(\.isArchived) == [true, false])
        }
    }

    @Test("Some jobs can be archived at once, and all")
    func archiveMany() async throws {
        try await withFalara { calls, _ in
            let ids = [
                try await calls.create("Eins."), try await calls.create("Zwei."),
                try await calls.create("Drei."),
            ]
            let unknown = try await calls.post("/jobs/archive-batch", #"{"job_ids":["\#(ids[0])","x"]}"#)
            #expect(unknown.status == 404)
            #expect(await calls.falara.ledger.falara.archives.isEmpty)
            let some = try await calls.post(
                "/jobs/archive-batch", #"{"job_ids":["\#(ids[0])","\#(ids[2])"]}"#)
            #expect(some.text == #"{"archived_count":2}"#)
            let all = try await calls.send(.post, "/jobs/archive-all")
            #expect(all.text == #"{"archived_count":1}"#)
            #expect(try await pages(calls, "limit=9") == [[]])
            let none = try await calls.post("/jobs/archive-batch", #"{"job_ids":[]}"#)
            #expect(none.status == 422)
        }
    }

    @Test("A file can be delivered again once it is there")
    func deliver() async throws {
        try await withFalara { calls, time in
            let text = try await calls.create()
            let file = try await calls.upload("a.md", "text/plain", Data("eins".utf8)).string("job_id") ?? ""
            #expect(try await calls.send(.post, "/jobs/\(file)/deliver").status == 409)
            #expect(try await calls.send(.post, "/jobs/\(text)/deliver").status == 400)
            try await time.pass(.seconds(5))
            let answer = try await calls.send(.post, "/jobs/\(file)/deliver")
            #expect(answer.text == #"{"job_id":"\#(file)","status":"delivered"}"#)
            let deliveries = await calls.falara.ledger.falara.deliveries
            #expect(deliveries.map(\.jobID) == [file])
            #expect(deliveries.map(\.at) == [.seconds(5)])
        }
    }
}
