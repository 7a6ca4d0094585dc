/// A document format as LDX hub names it.
public struct LDXFormat: OpenEnum {
    /// The name as the service writes it.
    public let rawValue: String

    /// Keeps any name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The format of files with an extension, with or without a dot: `.jpg` is `jpeg`, `.tif` is `tiff`
    /// (LDX hub vendor client, n8n node: the service knows only the long names).
    public init(fileExtension: String) {
        let plain = fileExtension.lowercased().drop { $0 == "." }
        switch plain {
        case "jpg": self = .jpeg
        case "tif": self = .tiff
        default: rawValue = String(plain)
        }
    }

    /// Word
    public static let docx: LDXFormat = "docx"
    /// Excel
    public static let xlsx: LDXFormat = "xlsx"
    /// PowerPoint
    public static let pptx: LDXFormat = "pptx"
    /// PDF
    public static let pdf: LDXFormat = "pdf"
    /// JPEG
    public static let jpeg: LDXFormat = "jpeg"
    /// PNG
    public static let png: LDXFormat = "png"
    /// TIFF
    public static let tiff: LDXFormat = "tiff"
    /// Plain text
    public static let text: LDXFormat = "text"
    /// A JSON object a line
    public static let jsonl: LDXFormat = "jsonl"
    /// JSON
    public static let json: LDXFormat = "json"
    /// BMP
    public static let bmp: LDXFormat = "bmp"
}
