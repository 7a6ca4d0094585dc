/// Anything that translates documents as Flixu does: depend on it as `any FlixuDocumentService`, and fake it in your tests.
///
/// A fake needs three methods:
/// ```swift
/// import Flixu
/// import Foundation
///
/// struct FakeDocuments: FlixuDocumentService {
///     func create(_ request: FlixuDocumentRequest, options: CallOptions) async throws -> FlixuDocumentJob {
///         FlixuDocumentJob(file: FlixuInlineFile(Data("Hallo".utf8)))
///     }
///     func job(_ id: JobID<FlixuDocumentJob>, wait: Duration?, options: CallOptions) async throws -> FlixuDocumentJob {
///         FlixuDocumentJob(id: id, status: .completed)
///     }
///     func output(of job: FlixuDocumentJob, options: CallOptions) async throws -> ResultFile {
///         ResultFile(id: "", contents: Data("Hallo".utf8))
///     }
/// }
/// ```
public protocol FlixuDocumentService: JobSubmitting
where Request == FlixuDocumentRequest, Job == FlixuDocumentJob, Output == ResultFile {}

extension FlixuDocumentService {
    /// Translates a document: uploads it, and waits for its end where the service does not answer with the translation.
    ///
    /// ```swift
    /// let document = try await flixu.documents.run(.file(manual), from: "en", to: "de")
    /// try await document.save(to: url)
    /// ```
    ///
    /// - Parameters:
    ///   - document: The document; its name must have an extension that the service knows.
    ///   - source: Its language.
    ///   - target: The language to translate into.
    ///   - check: What the document is checked by before it is uploaded.
    ///   - options: How to wait; its call options are those of every request.
    ///   - configure: Sets glossaries, brand voice and translation memory.
    ///   - onEvent: Told of each step; ``JobRunEvent/created(_:)`` comes before the first poll, and only where there is a job.
    /// - Returns: The translation: save it.
    /// - Throws: What ``run(_:options:onEvent:)`` throws.
    public func run(
        _ document: UploadSource, from source: String, to target: String,
        check: FlixuFormatCheck = .documented, options: WatchOptions? = nil,
        _ configure: (inout FlixuAssets) -> Void = { _ in },
        onEvent: (@Sendable (JobRunEvent<Job>) -> Void)? = nil
    ) async throws -> ResultFile {
        var assets = FlixuAssets()
        configure(&assets)
        return try await run(
            FlixuDocumentRequest(document, from: source, to: target, assets: assets, check: check),
            options: options, onEvent: onEvent)
    }

    /// Translates a document; see ``run(_:from:to:check:options:_:onEvent:)``.
    ///
    /// - Throws: ``ClientError``, with the job's reference once there is one: `.invalidRequest` or `.fileTooLarge` before anything
    ///   is sent, `.submissionUncertain` when the document may have been translated and paid although no usable answer came (it
    ///   is never sent twice), `.jobFailed`, `.timedOut`; `CancellationError`.
    public func run(
        _ request: FlixuDocumentRequest, options: WatchOptions? = nil,
        onEvent: (@Sendable (JobRunEvent<Job>) -> Void)? = nil
    ) async throws -> ResultFile {
        let options = options ?? context.watching
        var call = options.call
        if let onEvent {
            let onProgress = call.onUploadProgress
            call.onUploadProgress = { progress in
                onEvent(.uploading(progress))
                onProgress?(progress)
            }
        }
        let watcher = watch(try await create(request, options: call), options: options)
        if let reference = watcher.reference { onEvent?(.created(reference)) }
        return try await watcher.result(isProgressWatched: onEvent != nil) { onEvent?(.snapshot($0)) }
    }
}
