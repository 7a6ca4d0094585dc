extension FalaraJob {
    /// What `GET /jobs/{id}` shows (Falara docs, Jobs), in time proportional to the number of segments.
    func statusView(_ form: FalaraForm, at now: Duration) -> EmulatorJSON {
        let stage = pipeline.stage(at: now)
        let states = pipeline.segments(at: stage)
        let translated = states.count { $0.status != "pending" && $0.status != "processing" }
        var members: [String: EmulatorJSON] = [
            "job_id": .string(id),
            "status": .string(status(at: now).rawValue),
            "segment_count": .integer(states.count),
            "segments": .array(states.enumerated().map { $0.element.json(id: $0.offset) }),
            "token_usage": .object(shortUsage(translated, of: states.count)),
            "cost_eur": .number(cost * Double(translated) / Double(max(1, states.count))),
            "error_log": .array(errors(stage, form)),
            "created_at": form.stamp(pipeline.created),
            "started_at": form.stamp(now >= pipeline.start ? pipeline.start : nil),
            "finished_at": form.stamp(pipeline.finished(at: now)),
            "current_step": step(stage),
            "source_review_enabled": .bool(pipeline.reviewsSource),
        ]
        if form.style == .connector { members["qa_score"] = score(at: now).map { .number($0) } ?? .null }
        return .object(members)
    }

    /// What `GET /jobs/{id}/result` shows.
    func resultView(_ form: FalaraForm, at now: Duration) -> EmulatorJSON {
        let translations = translations()
        let score = score(at: now).map { EmulatorJSON.number($0) } ?? .null
        guard form.style != .connector else {
            return .object([
                "job_id": .string(id), "translated_text": translatedText(translations, member: "text"),
                "qa_score": score, "billed_words": .integer(billedWords),
            ])
        }
        let states = pipeline.segments(at: pipeline.stage(at: now))
        let segments = states.enumerated().map { place, state in
            segment(place, state, translations[place], form.style)
        }
        var members: [String: EmulatorJSON] = [
            "job_id": .string(id), "status": .string(status(at: now).rawValue),
            "segments": .array(segments), "cost_eur": .number(cost), "qa_score": score,
            "warning": status(at: now) == .needsReview
                ? "The QA score is below the minimum after all correction loops." : .null,
            "delivery_notes": .array(notes(translations)),
        ]
        if form.style == .first {
            members["translation"] = .string(assembled(translations))
            members["token_usage"] = .object(longUsage)
            members["word_count"] = wordCounts(translations)
        } else {
            members["translated_text"] = translatedText(translations, member: "translation")
            members["token_usage"] = .object(shortUsage(1, of: 1))
            members["word_count"] = .integer(content.words)
            members["billed_words"] = .integer(billedWords)
        }
        return .object(members)
    }

    /// A line of `GET /jobs`.
    func line(_ form: FalaraForm, at now: Duration) -> EmulatorJSON {
        .object([
            "job_id": .string(id), "batch_id": batchID.map { .string($0) } ?? .null,
            "status": .string(status(at: now).rawValue), "mode": .string(briefing.mode),
            "source_lang": .string(briefing.sourceLanguage), "target_lang": .string(targetLanguage),
            "quality": .string(briefing.quality),
            "project_name": briefing.projectName.map { .string($0) } ?? .null,
            "word_count": .integer(content.words), "billed_words": .integer(billedWords),
            "qa_score": score(at: now).map { .number($0) } ?? .null,
            "is_file_job": .bool(content.file != nil), "archived": .bool(isArchived),
            "created_at": form.stamp(pipeline.created),
            "completed_at": form.stamp(pipeline.finished(at: now)),
        ])
    }

    // MARK: Parts

    private func errors(_ stage: FalaraPipeline.Stage, _ form: FalaraForm) -> [EmulatorJSON] {
        let log: [String] =
            switch (stage, pipeline.plan.outcome) {
            case (.ended(.failed), .failed(let log, _)), (.ended(.dead), .dead(let log)): log
            default: []
            }
        return log.map { line in
            form.style == .second ? .object(["step": "translator", "message": .string(line)]) : .string(line)
        }
    }

    private func step(_ stage: FalaraPipeline.Stage) -> EmulatorJSON {
        switch stage {
        case .processing(let step, _): .string(step.rawValue)
        case .correcting: .string(FalaraPipeline.Step.translator.rawValue)
        case .queued, .ended: .null
        }
    }

    private func assembled(_ translations: [String]) -> String {
        if case .text(let segmenter) = content.kind { return segmenter.assembled(translations) }
        return translations.joined(separator: "\n")
    }

    /// A string, or one item a text: a string, or an object when something came along with one of them.
    private func translatedText(_ translations: [String], member: String) -> EmulatorJSON {
        guard case .texts(let metadata) = content.kind else { return .string(assembled(translations)) }
        guard metadata.contains(where: { $0 != nil }) else { return .array(translations.map { .string($0) }) }
        return .array(
            zip(translations, metadata).map {
                .object([member: .string($0), "metadata": $1 ?? .null])
            })
    }

    private func segment(
        _ place: Int, _ state: FalaraSegmentState, _ translation: String, _ style: FalaraPlan.Style
    ) -> EmulatorJSON {
        // What a blocked segment has is not documented: nothing in the first style, its source in the others.
        let isMissing = style == .first && pipeline.plan.blocked.contains(place)
        var members: [String: EmulatorJSON] = [
            "id": .integer(place), "source": .string(content.segments[place]),
            "translation": isMissing ? .null : .string(translation),
            "qa_score": state.score.map { .number($0) } ?? .null,
            "status": .string(state.status),
        ]
        if style == .second, case .texts(let metadata) = content.kind, let kept = metadata[place] {
            members["metadata"] = kept
        }
        return .object(members)
    }

    /// Translations that are longer than a constraint of `max_chars` allows.
    private func notes(_ translations: [String]) -> [EmulatorJSON] {
        let limits = briefing.body.items("constraints").compactMap { constraint -> Int? in
            guard case .object(let members) = constraint, members["type"] == "max_chars",
                case .integer(let limit)? = members["value"]
            else { return nil }
            return limit
        }
        guard let limit = limits.min() else { return [] }
        return translations.enumerated().filter { $0.element.count > limit }.map { place, text in
            .object([
                "type": "length_deviation", "segment_id": .integer(place),
                "message": .string("\(text.count) characters instead of \(limit)."),
            ])
        }
    }

    private func wordCounts(_ translations: [String]) -> EmulatorJSON {
        .object([
            "source": .integer(content.words),
            "target": .integer(translations.reduce(0) { $0 + FalaraContent.words(in: $1) }),
        ])
    }

    private var inputTokens: Int { content.words * 150 }
    private var outputTokens: Int { content.words * 100 }

    private func shortUsage(_ done: Int, of count: Int) -> [String: EmulatorJSON] {
        [
            "input_tokens": .integer(inputTokens * done / max(1, count)),
            "output_tokens": .integer(outputTokens * done / max(1, count)),
        ]
    }

    private var longUsage: [String: EmulatorJSON] {
        [
            "input": .integer(inputTokens), "output": .integer(outputTokens),
            "cache_read": .integer(inputTokens / 3), "cache_write": .integer(0),
            "total": .integer(inputTokens + outputTokens),
        ]
    }
}

extension FalaraSegmentState {
    fileprivate func json(id: Int) -> EmulatorJSON {
        .object([
            "id": .integer(id), "status": .string(status), "qa_score": score.map { .number($0) } ?? .null,
            "retry_count": .integer(retries), "error": error.map { .string($0) } ?? .null,
        ])
    }
}
