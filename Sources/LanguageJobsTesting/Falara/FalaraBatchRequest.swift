import Foundation

/// A batch of files that a client sends (Falara docs, Batch Operations).
struct FalaraBatchRequest: Sendable {
    enum Item: Sendable {
        case file(FalaraContent)
        /// A file that can't be translated, and why.
        case unusable(filename: String, reason: EmulatorJSON)
    }

    let briefing: FalaraBriefing
    let items: [Item]

    static let fileLimit = 20
    static let sizeLimit: Int64 = 50_000_000
    static let jobLimit = 100

    static func read(_ request: EmulatorRequest, _ plan: FalaraPlan) async throws -> FalaraBatchRequest {
        let upload = try await FalaraUpload.read(
            request, files: "files", texts: ["briefing_json", "source_lang", "target_lang"], limit: sizeLimit,
            tooLarge: FalaraProblem(422, "The files have more than 50 MB in all."))
        guard !upload.files.isEmpty else { throw FalaraProblem(422, "No files.") }
        guard upload.files.count <= fileLimit else { throw FalaraProblem(422, "Too many files: 20 at most.") }
        let briefing = try briefing(of: upload, plan.style)
        guard upload.files.count * briefing.targetLanguages.count <= jobLimit else {
            throw FalaraProblem(422, "Too many jobs: 100 at most.")
        }
        let items = try upload.files.map { uploaded -> Item in
            do {
                return .file(FalaraContent(file: try uploaded.file(plan.style)))
            } catch let problem as FalaraProblem {
                // Only the older documents tell of answers in which some of the files are missing.
                guard plan.style == .first else { throw problem }
                return .unusable(filename: uploaded.filename, reason: problem.members["detail"] ?? .null)
            }
        }
        return FalaraBatchRequest(briefing: briefing, items: items)
    }

    /// The briefing; what it leaves out is taken from the form's own parts.
    private static func briefing(of upload: FalaraUpload, _ style: FalaraPlan.Style) throws -> FalaraBriefing
    {
        if style == .first {
            guard let briefing = try upload.briefing(isRequired: true) else {
                throw FalaraProblem.invalid([.missing(["body", "briefing_json"])])
            }
            return briefing
        }
        let names = ["source_lang", "target_lang"]
        let missing = names.filter { upload.texts[$0] == nil }
        guard missing.isEmpty else {
            throw FalaraProblem.invalid(missing.map { .missing(["body", .string($0)]) })
        }
        let parts = upload.texts.filter { names.contains($0.key) }.mapValues { EmulatorJSON.string($0) }
        guard let briefing = try upload.briefing(isRequired: false, filling: parts) else {
            throw FalaraProblem.invalid([.missing(["body", "briefing_json"])])
        }
        guard briefing.sourceLanguage == upload.texts["source_lang"],
            briefing.targetLanguages.contains(upload.texts["target_lang"] ?? "")
        else { throw FalaraProblem(422, "Invalid language combination.") }
        return briefing
    }
}
