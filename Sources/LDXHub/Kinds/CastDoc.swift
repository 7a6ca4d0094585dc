/// CastDoc: turns PDF files that hold text into Office documents (LDX hub portal, CastDoc Jobs).
///
/// It reads no scans; ``RenderOCR`` does. Formats are `docx`, `xlsx` and `pptx` (LDX hub vendor client, n8n node).
public enum CastDoc: LDXJobKind {
    /// A CastDoc job.
    public typealias Job = LDXJob<CastDoc>
    /// What a job is to do.
    public typealias Request = LDXConversionRequest

    /// `castdoc`
    public static let path = "castdoc"
    /// `engines`
    public static let catalogue = "engines"
}

/// Anything that turns PDF files into Office documents: the client's service, or a fake.
public typealias CastDocService = LDXJobService<CastDoc.Request, CastDoc.Job>
