public import Foundation

/// A job at Falara: the answer to its creation, an item of a batch, a line of the list and its status are one type with
/// optional members, since each of them has others (Falara docs, Jobs, File Translation and Batch Operations).
public struct FalaraJob: JobSnapshot, Codable, Hashable {
    /// The id; empty when an answer had none, such as for a file of a batch that could not be read.
    public var id: JobID<FalaraJob>
    /// The batch that it was created with.
    public var batchID: FalaraBatchID?
    /// The status; empty when an answer had none.
    public var status: FalaraJobStatus
    /// What it is at; `nil` while it waits and when it is finished.
    public var currentStep: FalaraStep?
    /// Whether it translates or writes.
    public var mode: FalaraMode?
    /// The language of the source.
    public var sourceLanguage: String?
    /// The language of the target.
    public var targetLanguage: String?
    /// How much care it takes.
    public var quality: FalaraQuality?
    /// The project that it was created for.
    public var projectName: String?
    /// How many segments it has.
    public var segmentCount: Int?
    /// Its segments; in its status only.
    public var segments: [FalaraSegment]?
    /// How good it was found, from 0 to 100.
    public var qaScore: Double?
    /// The tokens that were used so far.
    public var tokenUsage: FalaraTokenUsage?
    /// What it cost so far, in euros.
    public var cost: Double?
    /// Its words.
    public var wordCount: FalaraWordCount?
    /// The words that are charged.
    public var billedWords: Int?
    /// What went wrong on the way; the form of its elements is in no public page.
    public var errorLog: [JSONValue]?
    /// When it was created.
    public var createdAt: Date?
    /// When work began.
    public var startedAt: Date?
    /// When it ended, by its status; see ``endedAt``.
    public var finishedAt: Date?
    /// When it ended, by the list; see ``endedAt``.
    public var completedAt: Date?
    /// Whether the source is looked through for faults first.
    public var isSourceReviewEnabled: Bool?
    /// Whether it works on a file.
    public var isFileJob: Bool?
    /// Whether it is kept out of lists.
    public var isArchived: Bool?
    /// What it was created from, and what was found in it; in the answer to its creation only.
    public var file: FalaraFileFacts?
    /// The words of the answer to its creation.
    public var message: String?
    /// Why a file of a batch could not be read.
    public var error: String?
    /// Whether its language came under the name that items of batches have.
    package var isBatchItem = false

    /// Makes a job, for a fake.
    public init(id: JobID<FalaraJob>, status: FalaraJobStatus) {
        self.id = id
        self.status = status
    }
}

extension FalaraJob {
    /// The id, `nil` when an answer had none.
    public var jobID: JobID<FalaraJob>? { id.rawValue.isEmpty ? nil : id }

    /// The batch that it was created with: news of that are news of the job.
    public var groupID: String? { batchID?.rawValue }

    /// The status as the service writes it.
    public var statusName: String { status.rawValue }

    /// What the status means where `failed` is final.
    public var phase: JobPhase { status.phase }

    /// When it ended, by whichever answer it came with.
    public var endedAt: Date? { finishedAt ?? completedAt }

    /// The share of segments for which nothing more is to be done, from 0 to 1.
    ///
    /// Those are the ones with ``FalaraSegmentStatus/isSettled``; a segment with an unknown status is not among them. 1 for a
    /// job that ended well, 0 for one that waits; `nil` while no segments are known. It can go back when a segment
    /// is corrected.
    public var fractionCompleted: Double? {
        if phase == .succeeded { return 1 }
        guard let segments, !segments.isEmpty else { return status == .queued ? 0 : nil }
        let settled = segments.count { $0.status?.isSettled == true }
        return Double(settled) / Double(max(segments.count, segmentCount ?? 0))
    }

    /// Why it failed, as far as the service said.
    public var failure: JobFailure? {
        guard phase == .failed else { return nil }
        let entry = errorLog?.last
        let logged = entry?.string ?? entry?["message"]?.string ?? entry?["error"]?.string
        let words = error ?? logged ?? segments?.lazy.compactMap(\.error).first ?? message
        return words.map { JobFailure(message: $0) }
    }
}
