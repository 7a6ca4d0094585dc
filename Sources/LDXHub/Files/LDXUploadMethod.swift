/// How a file gets to LDX hub: in one request, or by chunks.
///
/// ```swift
/// let file = try await ldx.files.upload(.file(manual), by: .chunks)
/// let kept = try await ldx.files.upload(.file(manual), by: .chunks { upload in try save(upload) })     // to go on later
/// ```
public struct LDXUploadMethod: Sendable {
    enum Storage: Sendable {
        case multipart
        case chunks(LDXChunkOptions, onCheckpoint: LDXUpload.Checkpoint?)
    }

    let storage: Storage

    /// `POST /files`, in one request; after a failure all of it is sent again.
    public static let multipart = LDXUploadMethod(storage: .multipart)

    /// `POST /uploads` and `PUT /uploads/{id}`, chunk by chunk; after a failure only a chunk is sent again.
    public static let chunks = LDXUploadMethod.chunks()

    /// `POST /uploads` and `PUT /uploads/{id}`, chunk by chunk; after a failure only a chunk is sent again.
    ///
    /// The service is told the source's name, not its media type: there is no place for it (LDX hub portal, Uploads).
    ///
    /// - Parameters:
    ///   - options: The size of chunks, and how doubts are settled.
    ///   - onCheckpoint: Given the upload as it stands before the first chunk, after each one and before one is sent
    ///     again. Nothing is sent before it returns: save the value, and the upload can be gone on with after any
    ///     interruption, by ``LDXFiles/resume(_:with:chunks:options:onCheckpoint:onProgress:)``. What it throws ends
    ///     the upload.
    public static func chunks(
        _ options: LDXChunkOptions = .init(), onCheckpoint: LDXUpload.Checkpoint? = nil
    ) -> LDXUploadMethod {
        LDXUploadMethod(storage: .chunks(options, onCheckpoint: onCheckpoint))
    }
}
