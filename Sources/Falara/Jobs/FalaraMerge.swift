/// Puts what the jobs of a submission made together: each of its parts comes into exactly one part of the results.
///
/// A job goes where its language says, without regard to case and to `_` or `-`; where only one language was asked for, it goes
/// there. A job that names another language, or one of texts that its language has already, gets an entry under the name that it
/// has; one that names none an entry of its own, since nothing says which of the others it belongs to.
struct FalaraMerge {
    /// One entry in the making: at most one part for each stretch of texts.
    private struct Entry {
        var language: String?
        var isRequested = false
        var parts: [Range<Int>: FalaraResults.Part] = [:]
    }

    private let stretches: [Range<Int>]
    private let requestedCount: Int
    private var entries: [Entry]

    init(_ submission: FalaraSubmission) {
        stretches = Set(submission.ranges + submission.parts.map(\.texts)).sorted {
            ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound)
        }
        requestedCount = submission.targetLanguages.count
        entries = submission.targetLanguages.map { Entry(language: $0, isRequested: true) }
    }

    /// Takes in a part, of a job that names a language or none.
    mutating func add(_ part: FalaraResults.Part, language: String?) {
        if let place = place(of: language, part.texts) {
            entries[place].parts[part.texts] = part
        } else {
            entries.append(Entry(language: language, parts: [part.texts: part]))
        }
    }

    private func place(of language: String?, _ texts: Range<Int>) -> Int? {
        func isFree(_ place: Int) -> Bool { entries[place].parts[texts] == nil }
        if requestedCount == 1, isFree(0) { return 0 }
        guard let language else { return nil }
        let fitting = entries.indices.filter { place in
            isFree(place)
                && entries[place].language.map(FalaraLanguageName.init) == FalaraLanguageName(language)
        }
        return fitting.first { entries[$0].language == language } ?? fitting.first
    }

    /// The entries: those that were asked for in their order, then the others in that of their texts.
    var languages: [FalaraResults.Language] {
        entries.compactMap { entry in
            // Jobs without a language may be of this one.
            guard !entry.parts.isEmpty || !stretches.allSatisfy(hasUnnamed) || stretches.isEmpty else {
                return nil
            }
            let parts = stretches.map { texts in
                entry.parts[texts]
                    ?? .init(texts: texts, job: nil, outcome: .failure(absence(of: texts, entry.language)))
            }
            return FalaraResults.Language(targetLanguage: entry.language, parts: parts)
        }
    }

    private func hasUnnamed(_ texts: Range<Int>) -> Bool {
        entries.contains { $0.language == nil && $0.parts[texts] != nil }
    }

    /// Why an entry has no job for texts.
    private func absence(of texts: Range<Int>, _ language: String?) -> ClientError {
        guard let language else {
            return ClientError(
                .unexpectedResponse,
                "The service did not say which job of the texts \(texts) is into the same language. Look at the results of the others by their parts."
            )
        }
        guard !entries.contains(where: { !$0.isRequested && $0.parts[texts] != nil }) else {
            return ClientError(
                .unexpectedResponse,
                "Which job of the texts \(texts) is into \(language) is not said for certain: look at the entries without a language, or with one that was not asked for."
            )
        }
        return ClientError(
            .unexpectedResponse,
            "The service named no job for the texts \(texts) into \(language). Look for it in the list before sending them again."
        )
    }
}
