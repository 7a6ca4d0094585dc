import Foundation

/// Reads requests whose body is a JSON object of known members.
enum FlixuJSONBody {
    /// The most bytes of a body (inferred: the documents name no limit).
    static let limit = 16 << 20

    /// The fields of texts and batches beside what is to be translated.
    static let assets: [BodyField] = [
        .required("source_lang", .string), .optional("glossary_ids", .strings),
        .optional("brand_voice_id", .string), .optional("tm_id", .string),
    ]

    /// The body, with its members checked.
    ///
    /// - Throws: ``FlixuProblem``, and what reading the body throws.
    @concurrent static func read(_ request: EmulatorRequest, fields: [BodyField]) async throws -> CheckedBody
    {
        guard let type = request.parameters(ofContentType: "application/json"),
            type["charset"]?.lowercased() ?? "utf-8" == "utf-8"
        else { throw FlixuProblem.badRequest("The body must be JSON, and its Content-Type must say so.") }
        let data: Data
        do {
            data = try await request.body.collect(upTo: limit)
        } catch let failure as TransportFailure where failure.reason == .responseTooLarge {
            throw FlixuProblem.tooLarge("The body is larger than \(limit) bytes.")
        }
        guard let json = try? JSONDecoder().decode(EmulatorJSON.self, from: data) else {
            throw FlixuProblem.badRequest("The body is not JSON.")
        }
        do {
            return try CheckedBody(json, fields: fields)
        } catch let error as BodyError {
            throw FlixuProblem.badRequest(error.message)
        }
    }

    /// The member `text`, which must have something to read in it.
    static func text(_ body: CheckedBody, _ plan: FlixuPlan) throws -> String {
        let text = body.string("text") ?? ""
        guard !text.allSatisfy(\.isWhitespace) else { throw FlixuProblem.badRequest("text is empty.") }
        try requireLength(text, "text", plan)
        return text
    }

    static func requireLength(_ text: String, _ name: String, _ plan: FlixuPlan) throws {
        guard let longest = plan.maximumTextLength, text.unicodeScalars.count > longest else { return }
        throw FlixuProblem.badRequest("\(name) is longer than the \(longest) characters of your plan.")
    }
}

/// The languages of a request, which are known and differ.
struct FlixuLanguages: Sendable {
    let source: String
    let targets: [String]

    init(from source: String, to targets: [String]) throws {
        for code in [source] + targets where !FlixuCatalogue.codes.contains(code) {
            throw FlixuProblem.badRequest("\(code.debugDescription) is no code of a supported language.")
        }
        guard !targets.contains(source) else {
            throw FlixuProblem.badRequest("The target language must differ from the source language.")
        }
        guard Set(targets).count == targets.count else {
            throw FlixuProblem.badRequest("A target language is there twice.")
        }
        self.source = source
        self.targets = targets
    }
}

/// The glossaries, the voice and the memory of a request.
enum FlixuAssets {
    /// Checks that they can be such, and are paid for.
    static func check(glossaries: [String]?, voice: String?, memory: String?, _ plan: FlixuPlan) throws {
        for id in (glossaries ?? []) + [voice, memory].compactMap(\.self) where id.isEmpty {
            throw FlixuProblem.badRequest("The id of a glossary, brand voice or translation memory is empty.")
        }
        if voice != nil, plan.subscription == .free { throw FlixuProblem.brandVoiceLocked }
    }

    static func check(_ body: CheckedBody, _ plan: FlixuPlan) throws {
        try check(
            glossaries: body.strings("glossary_ids"), voice: body.string("brand_voice_id"),
            memory: body.string("tm_id"), plan)
    }
}
