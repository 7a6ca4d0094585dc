import Foundation

/// The files of one or more jobs, checked, and the form that brings them.
struct FalaraFiles: Sendable {
    /// The largest file in bytes: 50 MB, read as binary megabytes, so that a doubt is the service's to decide (Falara docs,
    /// File Translation; an older page has 10 MB).
    static let sizeLimit: Int64 = 52_428_800
    /// Of one batch: files, bytes, languages and jobs (Falara docs, Batch Operations).
    static let batchLimits = (files: 20, bytes: sizeLimit, languages: 10, jobs: 100)

    let form: MultipartForm

    /// One file: `file` and `briefing_json`.
    init(_ file: UploadSource, _ briefing: FalaraBriefing) throws {
        try briefing.requireOneLanguage()
        form = MultipartForm([try Self.part("file", file), try Self.part(briefing)])
    }

    /// Many files: `files` repeated, the languages, and the whole briefing.
    ///
    /// A newer page asks for `source_lang` and `target_lang` beside the files, an older one for a whole `briefing_json`: all are
    /// sent. `target_lang` is one string, and the page does not say how it names many languages. It has the first, and the
    /// briefing all: a service that reads the part alone makes the jobs of one language and no others, which shows in
    /// ``FalaraCreation/missing``; a list in one string could become a language that there is not, and be charged.
    init(_ files: [UploadSource], _ briefing: FalaraBriefing) throws {
        try briefing.validate()
        let limits = Self.batchLimits
        try Self.check(files.count, 1...limits.files, "files")
        try Self.check(briefing.targetLanguages.count, 1...limits.languages, "target languages")
        try Self.check(
            files.count * briefing.targetLanguages.count, 1...limits.jobs, "jobs (files times languages)")
        let parts = try files.map { try Self.part("files", $0) }
        var total: Int64 = 0
        for case .file(_, _, let size) in parts { total += size }
        guard total <= limits.bytes else {
            throw ClientError(
                .fileTooLarge,
                "The files have \(total) bytes together, and the service takes \(limits.bytes) in a batch. Make two of it."
            )
        }
        form = MultipartForm(
            parts + [
                .field(name: "source_lang", value: briefing.sourceLanguage),
                .field(name: "target_lang", value: briefing.targetLanguages[0]),
                try Self.part(briefing),
            ])
    }

    private static func part(_ name: String, _ file: UploadSource) throws -> MultipartForm.Part {
        var file = file
        let format = try FalaraFormat(ofFileNamed: file.filename)
        file.contentType = file.contentType ?? format.contentType
        return .file(name: name, file, size: try file.checkedSize(limit: sizeLimit))
    }

    private static func part(_ briefing: FalaraBriefing) throws -> MultipartForm.Part {
        .field(
            name: "briefing_json", value: String(decoding: try WireCoding.encode(briefing), as: UTF8.self))
    }

    private static func check(_ count: Int, _ range: ClosedRange<Int>, _ what: String) throws {
        guard !range.contains(count) else { return }
        throw ClientError(
            .invalidRequest,
            "There are \(count) \(what), and the service takes \(range.lowerBound) to \(range.upperBound) in a batch."
        )
    }
}
