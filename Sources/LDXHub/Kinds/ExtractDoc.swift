/// ExtractDoc: takes the text out of PDF, Word, Excel and PowerPoint files (LDX hub portal, ExtractDoc Jobs).
///
/// Formats are `text`, and `jsonl`: one line `{"text":"…"}`, ready for StructFlow (inferred: LDX hub vendor client, n8n node).
public enum ExtractDoc: LDXJobKind {
    /// An ExtractDoc job.
    public typealias Job = LDXJob<ExtractDoc>
    /// What a job is to do.
    public typealias Request = LDXConversionRequest

    /// `extractdoc`
    public static let path = "extractdoc"
    /// `engines`
    public static let catalogue = "engines"
}

/// Anything that takes text out of documents: the client's service, or a fake.
public typealias ExtractDocService = LDXJobService<ExtractDoc.Request, ExtractDoc.Job>
