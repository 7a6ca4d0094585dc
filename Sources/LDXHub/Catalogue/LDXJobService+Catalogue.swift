extension LDXJobService {
    /// No models, for a fake.
    public func catalogue(maxAge: Duration?, options: CallOptions) async throws -> [LDXModel] { [] }

    /// Asks the catalogue whether a request can be done, before anything is uploaded or paid.
    ///
    /// What the service says nothing of is let through, and so is everything when it lists nothing. The format of the
    /// input is taken from the extension of its name; that of a file at the service is not known.
    ///
    /// - Parameters:
    ///   - request: What a job is to do.
    ///   - input: What it is to work on; `nil` leaves its format out.
    ///   - maxAge: How old the catalogue may be; `nil`: as old as the client allows.
    ///   - options: What this call does differently.
    /// - Throws: ``ClientError`` with `.invalidRequest` that names what there is instead: the ids, the formats, the languages;
    ///   what reading the catalogue throws.
    public func preflight(
        _ request: Request, for input: LDXInput? = nil, maxAge: Duration? = nil,
        options: CallOptions = .init()
    ) async throws {
        try await preflight(request, from: input?.format, maxAge: maxAge, options: options)
    }

    /// Asks the catalogue whether a request can be done with an input of a format that is known, such as what another job
    /// is going to make; see ``preflight(_:for:maxAge:options:)``.
    ///
    /// - Parameter format: The format of the input; `nil` leaves it out.
    public func preflight(
        _ request: Request, from format: LDXFormat?, maxAge: Duration? = nil, options: CallOptions = .init()
    ) async throws {
        try request.validate()
        let models = try await catalogue(maxAge: maxAge, options: options)
        guard !models.isEmpty else { return }
        var needs = request.needs
        needs.input = format
        guard let model = models.first(where: { $0.id == needs.id }) else {
            throw ClientError(.invalidRequest, "The service has no \(needs.id). \(Self.offer(models))")
        }
        if let lack = model.lack(of: needs) { throw ClientError(.invalidRequest, lack) }
    }

    private static func offer(_ models: [LDXModel]) -> String {
        let shown = models.prefix(10).map(\.id).joined(separator: ", ")
        return models.count > 10 ? "It has \(shown) and \(models.count - 10) more." : "It has \(shown)."
    }
}

extension LDXJobService where Request: LDXModelRequest {
    /// The models that jobs can name; no key is needed.
    ///
    /// - Parameters:
    ///   - maxAge: How old a kept answer may be; `nil`: as old as the client allows, `.zero`: ask anew.
    ///   - options: What this call does differently, when it is made.
    public func models(maxAge: Duration? = nil, options: CallOptions = .init()) async throws -> [LDXModel] {
        try await catalogue(maxAge: maxAge, options: options)
    }
}

extension LDXJobService where Request: LDXEngineRequest {
    /// The engines that jobs can name, with their formats and languages; no key is needed.
    ///
    /// - Parameters:
    ///   - maxAge: How old a kept answer may be; `nil`: as old as the client allows, `.zero`: ask anew.
    ///   - options: What this call does differently, when it is made.
    public func engines(maxAge: Duration? = nil, options: CallOptions = .init()) async throws -> [LDXEngine] {
        try await catalogue(maxAge: maxAge, options: options)
    }
}
