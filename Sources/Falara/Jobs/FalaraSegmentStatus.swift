/// The status of a segment (Falara docs, Jobs); more may be added.
public struct FalaraSegmentStatus: OpenEnum {
    /// The name as the service writes it.
    public let rawValue: String

    /// Keeps any name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// It waits.
    public static let pending: FalaraSegmentStatus = "pending"
    /// It is worked on.
    public static let processing: FalaraSegmentStatus = "processing"
    /// It is translated, and not checked yet.
    public static let translated: FalaraSegmentStatus = "translated"
    /// It has passed the check.
    public static let qaPassed: FalaraSegmentStatus = "qa_passed"
    /// It has not passed the check.
    public static let qaFailed: FalaraSegmentStatus = "qa_failed"
    /// Its markup keeps it from being translated.
    public static let blocked: FalaraSegmentStatus = "blocked"
    /// It is corrected.
    public static let correcting: FalaraSegmentStatus = "correcting"
    /// It is done.
    public static let done: FalaraSegmentStatus = "done"
    /// It failed.
    public static let failed: FalaraSegmentStatus = "failed"

    /// Whether nothing more is to be done for it: `done`, `qa_passed` and `blocked`; unknown ones are not.
    ///
    /// `translated` is still to be checked, and `failed` may be tried again.
    public var isSettled: Bool { self == .done || self == .qaPassed || self == .blocked }
}
