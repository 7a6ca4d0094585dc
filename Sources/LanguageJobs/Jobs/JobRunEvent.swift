/// What a run from input to result tells on its way.
public enum JobRunEvent<Job: JobSnapshot>: Sendable {
    /// The input is on its way; a retry begins anew.
    case uploading(TransferProgress)
    /// The input is there, and the job is created next: a job with an input that was uploaded for it is this run's.
    case uploaded(fileID: String)
    /// The job exists and is paid. Save the reference: whatever happens to the run, the job can be resumed.
    case created(JobReference)
    /// The job as it was read last.
    case snapshot(Job)
}
