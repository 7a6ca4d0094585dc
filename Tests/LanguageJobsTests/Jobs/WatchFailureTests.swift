import LanguageJobs
import LanguageJobsTesting
import Testing

/// Which failures of a poll a watch outlives.
@Suite struct WatchFailureTests {
    /// Failures that may pass, and the code of the error when they do not.
    static let transient: [(Failure, ClientError.Code)] = [
        (.status(500), .serviceFailed), (.status(502), .serviceFailed), (.status(503), .serviceFailed),
        (.status(504), .serviceFailed), (.status(429), .rateLimited), (.status(408), .requestTimedOut),
        (.status(425), .rejected), (.reason(.connectionLost), .connectionLost),
        (.reason(.idleTimeout), .requestTimedOut), (.reason(.totalTimeout), .requestTimedOut),
        (.reason(.cannotConnect), .connectionFailed), (.reason(.cannotResolveHost), .connectionFailed),
    ]

    /// Failures that waiting does not mend.
    static let permanent: [(Failure, ClientError.Code)] = [
        (.status(400), .rejected), (.status(401), .unauthorized), (.status(402), .insufficientCredit),
        (.status(403), .forbidden), (.status(404), .notFound), (.status(409), .conflict),
        (.status(410), .rejected), (.status(422), .rejected), (.status(301), .redirected),
        (.body("no json"), .unexpectedResponse), (.body("{}"), .unexpectedResponse),
        (.reason(.responseTooLarge), .unexpectedResponse), (.reason(.insecure), .insecureConnection),
        (.reason(.refused), .invalidRequest),
    ]

    enum Failure: Sendable {
        case status(Int)
        case reason(TransportFailure.Reason)
        case body(String)

        var step: Step {
            switch self {
            case .status(let status): .answer(status)
            case .reason(let reason): .fail(reason)
            case .body(let text): .answer(200, text)
            }
        }
    }

    private let time = VirtualTime()

    private func service(
        _ steps: [Step], tolerating failures: Int = 3, grace: Duration = .seconds(5)
    ) throws -> (SampleJobs, ScriptedTransport) {
        try SampleJobs.scripted(
            steps, on: time,
            .init(schedule: .constant(.seconds(2)), toleratedFailures: failures, notFoundGrace: grace))
    }

    @Test("As many failures as are tolerated, then a healthy poll: the watch goes on", arguments: transient)
    func tolerated(failure: Failure, code: ClientError.Code) async throws {
        let (jobs, transport) = try service(Array(repeating: failure.step, count: 3) + [.job("done")])
        let all = try await time.run { try await jobs.watch("j").all() }
        #expect(all.map(\.status) == ["done"])
        #expect(transport.times == [.zero, .seconds(2), .seconds(4), .seconds(6)])
    }

    @Test("One failure more than is tolerated is the error, with the job's reference", arguments: transient)
    func oneMore(failure: Failure, code: ClientError.Code) async throws {
        let (jobs, transport) = try service(Array(repeating: failure.step, count: 4))
        let error = try await clientError { try await time.run { try await jobs.watch("j").all() } }
        #expect(error.code == code)
        #expect(error.reference?.id == "j")
        #expect(error.operation == "sample.job")
        transport.expectPlayed()
    }

    @Test("A failure that waiting does not mend is the error at once", arguments: permanent)
    func atOnce(failure: Failure, code: ClientError.Code) async throws {
        let (jobs, transport) = try service([failure.step])
        let error = try await clientError { try await time.run { try await jobs.watch("j").all() } }
        #expect(error.code == code)
        #expect(error.reference?.id == "j")
        #expect(transport.times == [.zero])
    }

    @Test("A healthy poll forgives the failures before it")
    func forgiven() async throws {
        let fault = Step.answer(503)
        let (jobs, transport) = try service(
            [fault, fault, .job("a"), fault, fault, .job("b"), fault, fault, .job("done")], tolerating: 2)
        let all = try await time.run { try await jobs.watch("j").all() }
        #expect(all.map(\.status) == ["a", "b", "done"])
        transport.expectPlayed()
    }

    @Test("An error that is no client error ends the watch as it is")
    func foreignError() async throws {
        struct Broken: Error {}
        struct Fake: JobService {
            func job(_ id: JobID<Sample>, wait: Duration?, options: CallOptions) async throws -> Sample {
                throw Broken()
            }
            func output(of job: Sample, options: CallOptions) async throws -> String { "" }
        }
        var iterator = Fake().watch("j").makeAsyncIterator()
        await #expect(throws: Broken.self) { _ = try await iterator.next() }
        #expect(try await iterator.next() == nil)
    }

    @Test("The retries of one poll are apart from the tolerance for failed polls")
    func separateKnobs() async throws {
        let (jobs, transport) = try SampleJobs.scripted(
            [.answer(503), .answer(503), .job("a"), .answer(503), .job("done")], on: time,
            .init(schedule: .constant(.seconds(60)), toleratedFailures: 0),
            configure: { $0.retry = RetryPolicy(maxAttempts: 3, baseDelay: .seconds(1)) })
        let all = try await time.run { try await jobs.watch("j").all() }
        #expect(all.map(\.status) == ["a", "done"])
        // Half of 1 s, half of 2 s; then the schedule; then half of 1 s again.
        #expect(
            transport.times == [
                .zero, .milliseconds(500), .milliseconds(1_500), .milliseconds(61_500), .seconds(62),
            ])
    }

    @Test("A job that was just created may still be unknown")
    func grace() async throws {
        let (jobs, transport) = try service([.answer(404), .answer(404), .job("done")])
        let all = try await time.run { try await jobs.watch(Sample(status: "queued")).all() }
        #expect(all.map(\.status) == ["queued", "done"])
        #expect(transport.times == [.seconds(2), .seconds(4), .seconds(6)])
    }

    @Test("A job that is unknown for longer is an error")
    func graceIsOver() async throws {
        let (jobs, transport) = try service([.answer(404), .answer(404), .answer(404)])
        let error = try await clientError {
            try await time.run { try await jobs.watch(Sample(status: "queued")).all() }
        }
        #expect(error.code == .notFound)
        #expect(transport.times == [.seconds(2), .seconds(4), .seconds(6)])
    }

    @Test("Looks at a job that is still unknown do not use up the tolerance")
    func graceIsNoFailure() async throws {
        let (jobs, transport) = try service(
            [.answer(404), .answer(404), .answer(503), .job("done")], tolerating: 1)
        let all = try await time.run { try await jobs.watch(Sample(status: "queued")).all() }
        #expect(all.map(\.status) == ["queued", "done"])
        transport.expectPlayed()
    }

    @Test("After a failed job, result() tells why; watching does not fail")
    func failedJob() async throws {
        let answer = Step.answer(200, #"{"id":"j","status":"failed","reason":"bad file"}"#)
        let (jobs, _) = try service([answer, answer])
        let all = try await time.run { try await jobs.watch("j").all() }
        #expect(all.map(\.status) == ["failed"])
        let error = try await clientError { try await time.run { try await jobs.watch("j").result() } }
        #expect(error.code == .jobFailed)
        #expect(error.message == "The job failed: bad file")
        #expect(error.serviceCode == "sample_code")
        #expect(error.requestID == "r-job")
        #expect(error.reference == jobs.reference(to: "j"))
    }

    @Test("An output that can't be had is an error with the job's reference")
    func outputFails() async throws {
        struct Fake: JobService {
            func job(_ id: JobID<Sample>, wait: Duration?, options: CallOptions) async throws -> Sample {
                Sample(id: id, status: "done")
            }
            func output(of job: Sample, options: CallOptions) async throws -> String {
                throw ClientError(.resultExpired, "Gone.")
            }
        }
        let error = try await clientError { try await Fake().watch("j7").result() }
        #expect(error.code == .resultExpired)
        #expect(error.reference == JobReference(service: "fake", baseURL: "fake:", id: "j7"))
    }

    @Test("A failed job of which nothing is said names its status")
    func failedJobWithoutReason() async throws {
        let (jobs, _) = try service([.job("failed")])
        let error = try await clientError { try await time.run { try await jobs.watch("j").result() } }
        #expect(error.code == .jobFailed)
        #expect(error.message.contains("“failed”"))
    }
}
