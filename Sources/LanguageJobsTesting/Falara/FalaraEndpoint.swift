/// What is left of a request that has been read and found well-formed: it is done in one step.
typealias FalaraEffect =
    @Sendable (isolated FalaraEmulator, _ caller: FalaraCaller, _ moment: Duration) throws -> FalaraOutcome

/// Who sends a request.
struct FalaraCaller: Sendable {
    let key: String
    /// The value of the header `x-test-tag`.
    let tag: String?
}

/// An answer, and the ledger's places of the jobs that it tells of.
struct FalaraOutcome: Sendable {
    var answer: EmulatorAnswer
    var createdJobs: [Int] = []

    init(_ answer: EmulatorAnswer) {
        self.answer = answer
    }

    init(_ status: Int, _ value: EmulatorJSON, createdJobs: [Int] = []) throws {
        answer = try EmulatorAnswer(
            status: status, headers: ["Content-Type": "application/json"], data: value.data())
        self.createdJobs = createdJobs
    }
}

/// One operation of Falara: what its request is called, and how it is read.
struct FalaraEndpoint: Sendable {
    /// Its name in fault plans and ledgers.
    let operation: EmulatorOperation
    /// The id in the path.
    var subject: String?
    var needsKey = true
    /// The names of the query items that it knows.
    var queryNames: Set<String> = []
    /// Checks a request, and says what it asks for.
    let read: @Sendable (EmulatorRequest) async throws -> FalaraEffect

    init(
        _ operation: EmulatorOperation, subject: String? = nil, queryNames: Set<String> = [],
        read: @escaping @Sendable (EmulatorRequest) async throws -> FalaraEffect
    ) {
        self.operation = operation
        self.subject = subject
        self.queryNames = queryNames
        self.read = read
    }

    /// An operation whose request is told by its path alone.
    init(_ operation: EmulatorOperation, subject: String? = nil, effect: @escaping FalaraEffect) {
        self.init(operation, subject: subject) { request in
            guard try await !request.body.hasBytes else {
                throw FalaraProblem.invalid(["body"], "this request has no body.")
            }
            return effect
        }
    }

    /// Checks what holds for every operation, then reads the request.
    func effect(_ request: EmulatorRequest) async throws -> FalaraEffect {
        let unknown = request.queryItems.filter { !queryNames.contains($0.name) }
        guard unknown.isEmpty else {
            throw FalaraProblem.invalid(unknown.map { .extra(["query", .string($0.name)]) })
        }
        return try await read(request)
    }

    /// The operation that a request is for.
    ///
    /// - Throws: ``FalaraProblem`` with 404 for an unknown path, 405 for a method that the path doesn't have.
    static func matching(_ request: EmulatorRequest, _ plan: FalaraPlan) throws -> FalaraEndpoint {
        var path = request.pathSegments[...]
        // The vendor's connector has /api before the version.
        if path.first == "api" { path = path.dropFirst() }
        let found: FalaraRoutes.Methods
        if path.elementsEqual(["health"]) {
            found = FalaraRoutes.health
        } else {
            guard path.first == "v1", path.allSatisfy({ !$0.isEmpty }) else { throw FalaraProblem.notFound }
            found = FalaraRoutes(plan: plan).endpoints(at: Array(path.dropFirst()))
        }
        guard !found.isEmpty else { throw FalaraProblem.notFound }
        guard let endpoint = found[request.method] else { throw FalaraProblem.methodNotAllowed }
        return endpoint
    }
}

extension TransportStream {
    /// Whether there is anything to read.
    fileprivate var hasBytes: Bool {
        get async throws {
            for try await chunk in self where !chunk.isEmpty { return true }
            return false
        }
    }
}
