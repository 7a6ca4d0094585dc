/// A job's work in pieces that are done in a moment, so that large inputs hold up nobody else.
protocol LDXHubJobSteps: Sendable {
    /// Does the next piece; gives what the job has made after the last one.
    ///
    /// - Throws: ``LDXHubJobFailure`` when the input can't be processed: the job fails then.
    mutating func next() throws -> LDXHubJobProduct?
}

/// Does a job's work, for whoever asks after the job: there is no task behind it.
///
/// Those who ask at the same time take turns, and who leaves leaves the rest to the others.
actor LDXHubJobWork {
    private var steps: any LDXHubJobSteps
    private var result: LDXHubJob.Result?

    init(_ steps: any LDXHubJobSteps) {
        self.steps = steps
    }

    /// Does a piece; gives the result once there is one.
    func advance() -> LDXHubJob.Result? {
        if result == nil { result = nextResult() }
        return result
    }

    private func nextResult() -> LDXHubJob.Result? {
        do {
            return try steps.next().map { .completed($0) }
        } catch let failure as LDXHubJobFailure {
            return .failed(code: failure.code, message: failure.message)
        } catch {
            return .failed(code: "internal_error", message: "The emulator failed: \(error).")
        }
    }
}

/// Work that is done in one piece.
struct LDXHubJobSingleStep: LDXHubJobSteps {
    let kind: any LDXHubJobKind
    let input: LDXHubJobInput

    func next() throws -> LDXHubJobProduct? {
        try kind.produce(input)
    }
}
