import Foundation

extension LDXHubEmulator {
    /// Does what a request asks for, in one step.
    ///
    /// - Parameter moment: The time that it happens at; `nil`: now.
    func perform(_ command: LDXHubCommand, at moment: Duration? = nil) throws -> LDXHubOutcome {
        let moment = moment ?? clock.now
        switch command {
        case .listFiles:
            return try listFiles(at: moment)
        case .storeFile(let name, let body):
            return try storeFile(name, body, at: moment)
        case .showFile(let id):
            return try showFile(id, at: moment)
        case .download(let id, let range, let date):
            return try download(id, range: range, ifUnmodifiedSince: date, at: moment)
        case .listCatalogue(let kind):
            let entries = kind.catalogue.entries.map { EmulatorJSON.object($0.entry) }
            return LDXHubOutcome(try json(200, .object(["data": .array(entries)])))
        case .listJobs(let kind):
            return try listJobs(kind, at: moment)
        case .createJob(let kind, let body, let tag):
            return try createJob(kind, body, tag: tag, at: moment)
        case .showJob(let kind, let id, _):
            return try showJob(kind, id, at: moment)
        }
    }

    func json(_ status: Int, _ value: EmulatorJSON) throws -> EmulatorAnswer {
        try EmulatorAnswer(status: status, headers: ["Content-Type": "application/json"], data: value.data())
    }
}
