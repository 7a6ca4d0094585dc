import Foundation
import LanguageJobs
import TestSupport
import Testing

@testable import LanguageJobsTesting

@Suite struct LDXHubJobsTests {
    /// The keys of the portal's examples, and those of a failed job as it was recorded by the vendor.
    private static let created = [
        "created_at", "expires_at", "job_id", "model", "progress", "status", "updated_at",
    ]
    private static let open = [
        "created_at", "expires_at", "file_id", "job_id", "model", "progress", "status", "updated_at",
    ]
    private static let line = (open + ["completed_at", "usage"]).sorted()
    private static let completed = (line + ["output_file_id"]).sorted()
    private static let failed = (open + ["completed_at", "error"]).sorted()

    private let plan = LDXHubPlan(jobs: JobPlan(queued: .seconds(2), processing: .seconds(8)))

    @Test("A job goes from queued over processing to completed, and shows what the portal shows")
    func life() async throws {
        try await withHub(plan: plan) { caller, time in
            let fileID = try await caller.fileID()
            let answer = try await caller.post(
                "/refineloop/jobs", json: #"{"model":"google/gemini-3.5-flash","file_id":"\#(fileID)"}"#)
            #expect(answer.status == 202)
            #expect(answer.keys() == Self.created)
            #expect(answer.string("status") == "queued")
            #expect(answer["progress"] == .integer(0))
            #expect(answer.string("model") == "google/gemini-3.5-flash")
            #expect(answer.string("created_at") == "2026-04-13T11:21:23Z")
            #expect(answer.string("expires_at") == "2026-04-14T11:21:23Z")
            let path = "/refineloop/jobs/\(answer.string("job_id") ?? "")"

            let queued = try await caller.get(path)
            #expect(queued.keys() == Self.open)
            #expect(queued.string("status") == "queued")
            #expect(queued.string("file_id") == fileID)

            try await time.pass(.milliseconds(5_700))
            let working = try await caller.get(path)
            #expect(working.keys() == Self.open)
            #expect(working.string("status") == "processing")
            #expect(working.number("progress") == 37.5)
            #expect(working.string("updated_at") == "2026-04-13T11:21:28Z")
            #expect(working.string("expires_at") == "2026-04-14T11:21:23Z")

            try await time.pass(.seconds(60))
            let done = try await caller.get(path)
            #expect(done.keys() == Self.completed)
            #expect(done.string("status") == "completed")
            #expect(done["progress"] == .integer(100))
            #expect(done.string("completed_at") == "2026-04-13T11:21:33Z")
            #expect(done.string("updated_at") == "2026-04-13T11:21:33Z")
            #expect(done.string("expires_at") == "2026-04-14T11:21:33Z")
            #expect(
                done.keys("usage") == [
                    "output_characters", "processed_input_characters", "skipped_characters",
                    "total_input_characters", "vector_bytes",
                ])

            let list = try await caller.get("/refineloop/jobs")
            #expect(list.keys("data.0") == Self.line)
            let output = try await caller.get("/files/\(done.string("output_file_id") ?? "")")
            #expect(output.status == 200)
            #expect(output.string("created_at") == "2026-04-13T11:21:33Z")
            #expect(output.string("expires_at") == "2026-04-14T11:21:33Z")
        }
    }

    @Test("A new job is queued, even one that ends at once")
    func createdQueued() async throws {
        try await withHub(plan: LDXHubPlan(jobs: .immediate)) { caller, _ in
            let answer = try await caller.post(
                "/refineloop/jobs",
                json: #"{"model":"google/gemini-3.5-flash","file_id":"\#(try await caller.fileID())"}"#)
            #expect(answer.keys() == Self.created)
            #expect(answer.string("status") == "queued")
            #expect(answer["progress"] == .integer(0))
            let job = try await caller.get("/refineloop/jobs/\(answer.string("job_id") ?? "")")
            #expect(job.string("status") == "completed")
        }
    }

    @Test("A job holds its input until it has a result")
    func inputReleased() async throws {
        try await withHub(plan: plan) { caller, time in
            let id = try await caller.refine(caller.fileID())
            #expect(await caller.hub.holdsInput(of: id) == true)
            try await time.pass(.seconds(10))
            _ = try await caller.get("/refineloop/jobs/\(id)")
            #expect(await caller.hub.holdsInput(of: id) == false)
        }
    }

    @Test("A job fails as its plan says, with an error and without a result")
    func failing() async throws {
        try await withHub(plan: LDXHubPlan(jobs: .failing())) { caller, time in
            let id = try await caller.refine(caller.fileID())
            try await time.pass(.seconds(5))
            let job = try await caller.get("/refineloop/jobs/\(id)")
            #expect(job.keys() == Self.failed)
            #expect(job.string("status") == "failed")
            #expect(job["progress"] == .integer(0))
            #expect(job.keys("error") == ["code", "message", "request_id"])
            #expect(job.string("error.code") == "upstream_service_error")
            #expect(job.string("error.request_id")?.wholeMatch(of: /[a-z0-9]{32}/) != nil)
            let again = try await caller.get("/refineloop/jobs/\(id)")
            #expect(again.body == job.body)
            #expect(try await caller.get("/refineloop/jobs").keys("data.0") == Self.failed)
        }
    }

    @Test("The list has the newest first, of one service, and tells of an end that nobody asked for")
    func list() async throws {
        try await withHub(plan: plan) { caller, time in
            let fileID = try await caller.fileID()
            let first = try await caller.refine(fileID)
            let second = try await caller.refine(fileID)
            try await time.pass(.seconds(9))
            let third = try await caller.refine(fileID)
            try await time.pass(.seconds(2))
            let list = try await caller.get("/refineloop/jobs")
            #expect(list.count("data") == 3)
            #expect((0...2).map { list.string("data.\($0).job_id") } == [third, second, first])
            #expect(
                (0...2).map { list.string("data.\($0).status") } == ["processing", "completed", "completed"])
            #expect(try await caller.get("/renderocr/jobs").text == #"{"data":[]}"#)
        }
    }

    @Test("A job belongs to its service, and an unknown one is not found")
    func otherService() async throws {
        try await withHub(plan: plan) { caller, _ in
            let id = try await caller.refine(caller.fileID())
            for path in ["/renderocr/jobs/\(id)", "/refineloop/jobs/nothing", "/files/\(id)"] {
                let answer = try await caller.get(path)
                #expect(answer.status == 404)
                #expect(answer.string("error.code") == "not_found")
            }
        }
    }

    @Test("A job and its result are gone when they have expired")
    func expiry() async throws {
        let plan = LDXHubPlan(jobs: JobPlan(queued: .zero, processing: .seconds(10), retention: .seconds(60)))
        try await withHub(plan: plan) { caller, time in
            let id = try await caller.refine(caller.fileID())
            try await time.pass(.milliseconds(69_999))
            let job = try await caller.get("/refineloop/jobs/\(id)")
            let output = job.string("output_file_id") ?? ""
            #expect(try await caller.get("/files/\(output)/content").status == 200)
            try await time.pass(.milliseconds(1))
            #expect(try await caller.get("/refineloop/jobs/\(id)").status == 404)
            #expect(try await caller.get("/files/\(output)/content").status == 404)
            #expect(try await caller.get("/refineloop/jobs").count("data") == 0)
        }
    }

    @Test("A job works on its input although the file has expired since")
    func inputKept() async throws {
        var plan = LDXHubPlan(jobs: JobPlan(queued: .zero, processing: .seconds(10)))
        plan.fileLifetime = .seconds(5)
        try await withHub(plan: plan) { caller, time in
            let id = try await caller.refine(caller.fileID())
            try await time.pass(.seconds(10))
            #expect(try await caller.get("/refineloop/jobs/\(id)").string("status") == "completed")
        }
    }

    @Test("The result is listed among the files, whoever asks first, with the time of the job's end")
    func outputListed() async throws {
        try await withHub(plan: plan) { caller, time in
            _ = try await caller.refine(caller.fileID())
            try await time.pass(.seconds(30))
            _ = try await caller.upload("later.txt", Data([1]))
            let list = try await caller.get("/files")
            #expect(list.count("data") == 3)
            #expect(list.string("data.0.filename") == "later.txt")
            #expect(list.string("data.1.created_at") == "2026-04-13T11:21:33Z")
            #expect(list.string("data.2.created_at") == "2026-04-13T11:21:23Z")
        }
    }

    @Test("Of several plans the closest one counts: chosen, by number, by service, for all")
    func plans() async throws {
        var plan = LDXHubPlan(jobs: .failing(code: "all"))
        plan.services[.refineLoop] = .failing(code: "service")
        plan.numbered[2] = .failing(code: "number")
        plan.numbered[3] = .failing(code: "number")
        plan.choose = { order in
            order.number == 3 && order.tag == "x" && order.service == .refineLoop
                && order.model == "google/gemini-3.5-flash" ? .failing(code: "chosen") : nil
        }
        try await withHub(plan: plan) { caller, time in
            let fileID = try await caller.fileID()
            var codes: [String?] = []
            var paths: [String] = []
            for _ in 1...3 { paths.append("/refineloop/jobs/\(try await caller.refine(fileID, tag: "x"))") }
            let rendered = try await caller.post(
                "/renderocr/jobs",
                json:
                    #"{"engine":"ki/ocr","file_id":"\#(fileID)","languages":["jpn"],"output_format":"docx"}"#)
            paths.append("/renderocr/jobs/\(rendered.string("job_id") ?? "")")
            try await time.pass(.seconds(10))
            for path in paths { codes.append(try await caller.get(path).string("error.code")) }
            #expect(codes == ["service", "number", "chosen", "all"])
        }
    }

    @Test("Models have what the portal's schema has")
    func models() async throws {
        try await withHub { caller, _ in
            let answer = try await caller.get("/refineloop/models")
            #expect(answer.count("data") == LDXHubPlan().models.count)
            #expect(answer.keys("data.0") == ["description", "display_name", "id", "provider"])
            #expect(answer.string("data.0.id") == "google/gemini-3.5-flash")
            #expect(answer.string("data.0.provider") == "google")
            #expect(await caller.hub.ledger.requests(to: .listModels(.refineLoop)) == 1)
        }
    }

    @Test("Engines name their formats and languages")
    func engines() async throws {
        try await withHub { caller, _ in
            let answer = try await caller.get("/renderocr/engines")
            #expect(answer.count("data") == 1)
            #expect(
                answer.keys("data.0") == [
                    "description", "display_name", "id", "provider", "supported_conversions",
                    "supported_languages",
                ])
            #expect(answer.string("data.0.id") == "ki/ocr")
            #expect(answer.count("data.0.supported_conversions") == 15)
            #expect(answer.keys("data.0.supported_conversions.0") == ["from", "to"])
            #expect(answer.keys("data.0.supported_languages.0") == ["code", "display_name"])
            #expect(await caller.hub.ledger.requests(to: .listEngines(.renderOCR)) == 1)
        }
    }
}

extension LDXHubEmulator {
    fileprivate func holdsInput(of id: String) -> Bool? { jobs[id].map { $0.work != nil } }
}
