/// The record that a job made of a document.
public struct Analysis<Record: Sendable>: Sendable {
    /// The record.
    public var record: Record
    /// The job, with its usage.
    public var job: AnalyzeDoc.Job
    /// Where the job is; see ``LDXJobService/analysis(of:as:options:onEvent:)-(JobReference,_,_,_)``.
    public var reference: JobReference

    /// Makes an analysis, for a fake.
    public init(record: Record, job: AnalyzeDoc.Job, reference: JobReference) {
        self.record = record
        self.job = job
        self.reference = reference
    }
}
