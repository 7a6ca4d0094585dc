extension FalaraJobService {
    /// The whole job of a text: creates it, waits for its end, and gives what it made.
    ///
    /// ```swift
    /// let result = try await falara.jobs.run(.text(contract), from: "de", to: "en") {
    ///     $0.domain = "legal"
    ///     $0.quality = .premium
    /// }
    /// print(result.text ?? "", result.warnings)
    /// ```
    ///
    /// - Parameters:
    ///   - input: What to work on, in one job: at most ``FalaraSubmission/textsPerJob`` texts. For more give the target as a list.
    ///   - source: The language of the text, such as `de`.
    ///   - target: The language to translate to, such as `en`.
    ///   - options: How to wait; its call options are those of every request.
    ///   - configure: Sets the members of the briefing.
    ///   - onEvent: Told of each step; ``JobRunEvent/created(_:)`` comes before the first poll.
    /// - Returns: The result; ``FalaraResult/warnings`` says what is to be known of it.
    /// - Throws: ``ClientError``, with the job's reference once there is one: what creating throws, `.duplicate` among it;
    ///   `.jobFailed`; `.timedOut`. `CancellationError`.
    public func run(
        _ input: FalaraInput, from source: String, to target: String, options: WatchOptions? = nil,
        _ configure: (inout FalaraBriefing) -> Void = { _ in },
        onEvent: (@Sendable (JobRunEvent<FalaraJob>) -> Void)? = nil
    ) async throws -> FalaraResult {
        var briefing = FalaraBriefing(from: source, to: [target])
        configure(&briefing)
        guard input.count <= FalaraSubmission.textsPerJob else {
            throw ClientError(
                .invalidRequest,
                "\(input.count) texts are more than the \(FalaraSubmission.textsPerJob) of one job. Give the target as a list, to have many jobs made and their results put together."
            )
        }
        let options = options ?? context.watching
        let request = FalaraJobRequest(input, briefing)
        try request.validate()
        let watcher = watch(try await create(request, options: options.call), options: options)
        if let reference = watcher.reference { onEvent?(.created(reference)) }
        return try await watcher.result(isProgressWatched: onEvent != nil) { onEvent?(.snapshot($0)) }
    }

    /// The whole work on texts into many languages, or on more texts than one job takes: creates the jobs, waits for all, and puts
    /// their results together.
    ///
    /// - Parameters:
    ///   - input: What to work on; texts are divided into jobs of ``FalaraSubmission/textsPerJob``.
    ///   - source: The language of the texts.
    ///   - targets: The languages to translate to.
    ///   - options: How to wait for each job.
    ///   - configure: Sets the members of the briefing.
    ///   - onEvent: Told of each step of each job; ``JobRunEvent/created(_:)`` comes as each is created.
    ///   - onSubmission: Told of all that was created so far, after each creation. Save it: after a cancellation or a crash go on with
    ///     `submit` by giving it as `continuing`, and then with `results`.
    /// - Returns: The results by language; a job that failed takes nothing from the others.
    /// - Throws: What `submit` throws, with ``ClientError/submission``; `CancellationError`.
    public func run(
        _ input: FalaraInput, from source: String, to targets: [String], options: WatchOptions? = nil,
        _ configure: (inout FalaraBriefing) -> Void = { _ in },
        onEvent: (@Sendable (JobRunEvent<FalaraJob>) -> Void)? = nil,
        onSubmission: (@Sendable (FalaraSubmission) -> Void)? = nil
    ) async throws -> FalaraResults {
        let submission = try await submit(
            input, from: source, to: targets, options: (options ?? context.watching).call, configure,
            onEvent: onEvent, onSubmission: onSubmission)
        return try await results(of: submission, options: options, onEvent: onEvent)
    }

    /// The whole job of a file: creates it, waits for its end, and gives its result and the translated file.
    ///
    /// ```swift
    /// let translated = try await falara.jobs.run(.file(contract), from: "de", to: "en")
    /// try await translated.save(to: place)
    /// ```
    ///
    /// - Parameters:
    ///   - file: The file; its name says by its extension what it is, and it has at most 50 MB.
    ///   - source: The language of the file.
    ///   - target: The language to translate to.
    ///   - options: How to wait.
    ///   - configure: Sets the members of the briefing.
    ///   - onEvent: Told of each step; ``JobRunEvent/created(_:)`` comes before the first poll.
    /// - Throws: As for a text; before anything is sent `.fileUnavailable`, `.fileTooLarge`, and `.invalidRequest` for a name with
    ///   another extension than those that the service takes.
    public func run(
        _ file: UploadSource, from source: String, to target: String, options: WatchOptions? = nil,
        _ configure: (inout FalaraBriefing) -> Void = { _ in },
        onEvent: (@Sendable (JobRunEvent<FalaraJob>) -> Void)? = nil
    ) async throws -> FalaraFileResult {
        var briefing = FalaraBriefing(from: source, to: [target])
        configure(&briefing)
        let options = options ?? context.watching
        let progress = onEvent.map { report in { @Sendable in report(.uploading($0)) } }
        let job = try await createFile(file, briefing, options: options.call, onProgress: progress)
        let watcher = watch(job, options: options)
        if let reference = watcher.reference { onEvent?(.created(reference)) }
        let result = try await watcher.result(isProgressWatched: onEvent != nil) { onEvent?(.snapshot($0)) }
        return FalaraFileResult(result: result, download: download(job.id))
    }

    /// Creates a job for each file and target language, in one call; nothing is waited for.
    ///
    /// - Parameters:
    ///   - files: At most 20, with 50 MB together.
    ///   - source: Their language.
    ///   - targets: The languages to translate to, at most 10; at most 100 jobs in all.
    ///   - options: What the call does differently.
    ///   - configure: Sets the members of the briefing.
    ///   - onEvent: Told of the upload, and of each job as it is known.
    /// - Returns: The jobs; files that the service could not read are among ``FalaraCreation/failures``.
    public func submitFiles(
        _ files: [UploadSource], from source: String, to targets: [String], options: CallOptions = .init(),
        _ configure: (inout FalaraBriefing) -> Void = { _ in },
        onEvent: (@Sendable (JobRunEvent<FalaraJob>) -> Void)? = nil
    ) async throws -> FalaraCreation {
        var briefing = FalaraBriefing(from: source, to: targets)
        configure(&briefing)
        let progress = onEvent.map { report in { @Sendable in report(.uploading($0)) } }
        let creation = try await createFiles(files, briefing, options: options, onProgress: progress)
        for job in creation.jobs { onEvent?(.created(reference(to: job.id))) }
        return creation
    }
}
