public import Foundation

/// What a job works on: something to upload, or a file that is at LDX hub already.
public struct LDXInput: Sendable {
    package enum Storage: Sendable {
        case upload(UploadSource)
        case uploaded(LDXFileID)
    }

    package let storage: Storage
    /// How it is uploaded, if it is.
    package var method = LDXUploadMethod.multipart

    /// The format by the extension of the name, as far as there is one.
    var format: LDXFormat? {
        guard case .upload(let source) = storage, let dot = source.filename.lastIndex(of: "."),
            dot != source.filename.indices.last
        else { return nil }
        return LDXFormat(fileExtension: String(source.filename[dot...]))
    }

    /// A file on disk; `method` says how it is uploaded, in one request by default.
    public static func file(
        _ url: URL, filename: String? = nil, by method: LDXUploadMethod = .multipart
    ) -> LDXInput {
        LDXInput(storage: .upload(.file(url, filename: filename)), method: method)
    }

    /// Bytes in memory; `method` says how they are uploaded, in one request by default.
    public static func data(
        _ data: Data, filename: String, by method: LDXUploadMethod = .multipart
    ) -> LDXInput {
        LDXInput(storage: .upload(.data(data, filename: filename)), method: method)
    }

    /// A file that was uploaded.
    public static func uploaded(_ id: LDXFileID) -> LDXInput {
        LDXInput(storage: .uploaded(id))
    }

    /// What another job made, as it is at the service: nothing is downloaded or uploaded.
    ///
    /// ```swift
    /// let text = try await ldx.extractDoc.run(.file(report), engine: "ki/extract", to: .jsonl)
    /// let records = try await ldx.structFlow.run(.result(text), request)
    /// ```
    public static func result(_ file: ResultFile) -> LDXInput {
        .uploaded(LDXFileID(file.id))
    }
}
