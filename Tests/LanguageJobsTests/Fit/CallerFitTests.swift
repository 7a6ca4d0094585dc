import Foundation
import LanguageJobs
import LanguageJobsTesting
import Testing

/// What a program can write against the protocols, without naming a client.
@Suite struct CallerFitTests {
    /// A job of a fake.
    struct Proof: JobSnapshot, Hashable {
        var id: JobID<Proof>
        var status = "done"

        var jobID: JobID<Proof>? { id }
        var statusName: String { status }
        var phase: JobPhase { status == "done" ? .succeeded : .active }
    }

    /// A fake in an actor: three methods, no context, no policy.
    actor FakeProofs: JobSubmitting {
        private(set) var created: [String] = []
        private var polls = 0

        func create(_ request: String, options: CallOptions) async throws -> Proof {
            created.append(request)
            return Proof(id: JobID("p\(created.count)"), status: "queued")
        }

        func job(_ id: JobID<Proof>, wait: Duration?, options: CallOptions) async throws -> Proof {
            polls += 1
            return Proof(id: id)
        }

        func output(of job: Proof, options: CallOptions) async throws -> Int { polls }
    }

    /// A fake that decides its clock and its policy: only that has to be nonisolated.
    actor PatientFake: JobService {
        nonisolated let context: JobServiceContext
        private var rest = ["failed", "done"]

        init(_ runtime: ClientRuntime) {
            context = JobServiceContext(runtime: runtime)
        }

        func job(_ id: JobID<Proof>, wait: Duration?, options: CallOptions) async throws -> Proof {
            Proof(id: id, status: rest.removeFirst())
        }

        func output(of job: Proof, options: CallOptions) async throws -> String { job.status }

        nonisolated func phase(of job: Proof) -> JobPhase { job.status == "done" ? .succeeded : .active }
    }

    private func translate(_ text: String, with service: any JobSubmitting<String, Proof, Int>) async throws
        -> Int
    {
        let job = try await service.create(text)
        return try await service.result(of: job.id)
    }

    private func wait<Output>(
        for id: JobID<Proof>, at service: some JobService<Proof, Output>
    ) async throws -> Output {
        try await service.result(of: id)
    }

    @Test("A caller that depends on `any JobSubmitting` runs a fake in an actor")
    func existential() async throws {
        let fake = FakeProofs()
        let polls = try await translate("Hallo", with: fake)
        #expect(polls == 1)
        #expect(await fake.created == ["Hallo"])
    }

    @Test("A caller that depends on `some JobService` waits by the fake's clock and policy")
    func opaque() async throws {
        let time = VirtualTime()
        let fake = PatientFake(time.runtime())
        let output = try await time.run { try await wait(for: "p1", at: fake) }
        #expect(output == "done")
        #expect(time.now == .seconds(1))
    }

    @Test("A watcher of any service is one concrete type that can be stored")
    func stored() async throws {
        let time = VirtualTime()
        let fake = PatientFake(time.runtime())
        let watchers: [JobWatcher<Proof, String>] = [fake.watch("p1")]
        let statuses = try await time.run {
            var statuses: [String] = []
            for watcher in watchers {
                for try await job in watcher { statuses.append(job.status) }
            }
            return statuses
        }
        #expect(statuses == ["failed", "done"])
    }

    @Test("A fake's reference is one that its own kind resumes")
    func fakeReference() async throws {
        let time = VirtualTime()
        let fake = PatientFake(time.runtime())
        let reference = fake.reference(to: "p1")
        #expect(reference == JobReference(service: "fake", baseURL: "fake:", id: "p1"))
        let output = try await time.run { try await fake.resume(reference).result() }
        #expect(output == "done")
    }
}
