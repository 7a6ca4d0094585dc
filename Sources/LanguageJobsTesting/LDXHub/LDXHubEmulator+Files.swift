import Foundation

extension LDXHubEmulator {
    func storeFile(
        _ name: String, _ body: StoredBody, isAppendable: Bool = false, at moment: Duration
    ) throws -> LDXHubOutcome {
        let file = LDXHubFile(
            id: ids.next(), filename: name, body: body, created: moment, updated: moment,
            expires: moment + plan.fileLifetime, isAppendable: isAppendable)
        forgetExpired(at: moment)
        keep(file)
        entries.filesStored.append(
            Ledger.StoredFile(at: moment, id: file.id, filename: name, size: body.count))
        return try LDXHubOutcome(plan.uploadStatus, file.json(clock))
    }

    func createUpload(_ name: String, at moment: Duration) throws -> LDXHubOutcome {
        try storeFile(name, StoredBody(), isAppendable: true, at: moment)
    }

    func appendChunk(_ chunk: StoredBody, to id: String, at moment: Duration) throws -> LDXHubOutcome {
        guard var file = file(id, at: moment) else { throw LDXHubProblem.notFound("file", id) }
        guard file.isAppendable else {
            throw LDXHubProblem.backend(
                400, "invalid_file_id", "The file \(id) was not made by POST /uploads.")
        }
        let offset = file.body.count
        guard offset + chunk.count <= plan.maximumFileSize else {
            throw LDXHubProblem.backend(
                413, "file_too_large", "A file has \(plan.maximumFileSize) bytes at most.")
        }
        do {
            try file.body.append(contentsOf: chunk)
        } catch {
            throw LDXHubProblem.gateway(500, "The emulator has no room for the chunk: \(error).")
        }
        file.updated = moment
        files[id] = file
        entries.chunksAppended.append(
            Ledger.AppendedChunk(at: moment, fileID: id, offset: offset, count: chunk.count))
        return try LDXHubOutcome(200, file.json(clock))
    }

    /// The bytes of a file, as they are now; `nil` when there is none of this id, or no more.
    ///
    /// For tests: no request is made of it, and no fault can meet it.
    public func content(ofFile id: String) -> TransportStream? {
        settle()
        return file(id, at: clock.now).map { $0.body.stream(0..<$0.body.count) }
    }

    /// Lets go of the oldest files, so that an emulator that runs for days doesn't fill the disk.
    private func forgetExpired(at moment: Duration) {
        let kept = fileOrder.firstIndex { file($0, at: moment) != nil } ?? fileOrder.endIndex
        fileOrder.removeSubrange(..<kept)
    }

    func keep(_ file: LDXHubFile) {
        files[file.id] = file
        fileOrder.append(file.id)
    }

    /// A file that has not expired.
    func file(_ id: String, at moment: Duration) -> LDXHubFile? {
        guard let file = files[id] else { return nil }
        guard file.expires > moment else {
            files[id] = nil
            return nil
        }
        return file
    }

    func listFiles(at moment: Duration) throws -> LDXHubOutcome {
        fileOrder.removeAll { file($0, at: moment) == nil }
        // Outputs are made when somebody asks, so they come later in the order than their time says.
        let newestFirst = fileOrder.enumerated().compactMap { place, id in files[id].map { (place, $0) } }
            .sorted { ($0.1.created, $0.0) > ($1.1.created, $1.0) }
        let shown = newestFirst.prefix(faults.listCap ?? .max).map(\.1)
        return try LDXHubOutcome(200, .object(["data": .array(shown.map { $0.json(clock) })]))
    }

    func showFile(_ id: String, at moment: Duration) throws -> LDXHubOutcome {
        guard let file = file(id, at: moment) else { throw LDXHubProblem.notFound("file", id) }
        return try LDXHubOutcome(200, file.json(clock))
    }

    func download(
        _ id: String, range: String?, ifUnmodifiedSince: String?, at moment: Duration
    ) throws -> LDXHubOutcome {
        guard let file = file(id, at: moment) else { throw LDXHubProblem.notFound("file", id) }
        if let date = ifUnmodifiedSince.flatMap(EmulatorDate.unixSeconds),
            clock.unixSeconds(file.updated) > date
        {
            throw LDXHubProblem.backend(
                412, "precondition_failed", "The file changed after \(ifUnmodifiedSince ?? "").")
        }
        var headers: TransportHeaders = [
            "Content-Type": "application/octet-stream",
            "Last-Modified": clock.httpDate(file.updated),
        ]
        if plan.namesDownloads {
            headers["Content-Disposition"] = AttachmentDisposition.value(file.filename)
        }
        return LDXHubOutcome(try EmulatorAnswer(file: file.body, headers: headers, range: range))
    }
}
