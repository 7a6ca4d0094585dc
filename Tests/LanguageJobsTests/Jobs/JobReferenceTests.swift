import Foundation
import LanguageJobs
import LanguageJobsTesting
import Testing

/// Going on with a job in another process.
@Suite struct JobReferenceTests {
    private let time = VirtualTime()

    @Test("A reference that was saved as JSON is resumed: the job is polled at once")
    func resume() async throws {
        let saved = Data(
            #"{"service":"sample.jobs","baseURL":"https:\/\/api.example.com\/v1","id":"j\/7"}"#.utf8)
        let (jobs, transport) = try SampleJobs.scripted([.job("done")], on: time)
        let reference = try JSONDecoder().decode(JobReference.self, from: saved)
        let output = try await time.run { try await jobs.resume(reference).result() }
        #expect(output == "output of j")
        #expect(
            transport.requests.map(\.url.absoluteString) == ["https://api.example.com/v1/jobs/j%2F7"])
        #expect(transport.times == [.zero])
    }

    @Test("A reference is written with its three members and comes back equal")
    func codable() throws {
        let (jobs, _) = try SampleJobs.scripted([], on: time)
        let reference = jobs.reference(to: "j7")
        let data = try JSONEncoder().encode(reference)
        let members = try JSONDecoder().decode([String: String].self, from: data)
        #expect(
            members == ["service": "sample.jobs", "baseURL": "https://api.example.com/v1", "id": "j7"])
        #expect(try JSONDecoder().decode(JobReference.self, from: data) == reference)
        #expect("\(reference)" == "sample.jobs/j7")
    }

    @Test(
        "A reference of another service or another origin is refused, and nothing is asked",
        arguments: [
            JobReference(service: "other.jobs", baseURL: "https://api.example.com/v1", id: "j"),
            JobReference(service: "sample.jobs", baseURL: "https://api.example.com", id: "j"),
            JobReference(service: "sample.jobs", baseURL: "https://api.example.org/v1", id: "j"),
            JobReference(service: "sample.jobs", baseURL: "http://api.example.com/v1", id: "j"),
            JobReference(service: "sample.jobs", baseURL: "https://api.example.com:8443/v1", id: "j"),
            JobReference(service: "", baseURL: "", id: "j"),
        ])
    func refused(reference: JobReference) async throws {
        let (jobs, transport) = try SampleJobs.scripted([], on: time)
        let error = try await clientError { try jobs.resume(reference) }
        #expect(error.code == .invalidRequest)
        #expect(error.reference == reference)
        #expect(error.message.contains("sample.jobs at https://api.example.com/v1"))
        #expect(transport.requests.isEmpty)
    }

    @Test("A job's id is written as a bare string")
    func jobID() throws {
        let data = try JSONEncoder().encode([JobID<Sample>("j-1")])
        #expect(String(decoding: data, as: UTF8.self) == #"["j-1"]"#)
        #expect(try JSONDecoder().decode([JobID<Sample>].self, from: data) == ["j-1"])
        #expect("\(JobID<Sample>("j-1"))" == "j-1")
    }
}
