import Foundation

extension LDXHubEmulator {
    func createJob(
        _ kind: any LDXHubJobKind, _ body: CheckedBody, tag: String?, at moment: Duration
    ) throws -> LDXHubOutcome {
        let member = kind.catalogue.member
        let model = body.string(member) ?? ""
        guard kind.catalogue.entries.contains(where: { $0.id == model }) else {
            throw LDXHubProblem.invalid("\(model) is no \(member) of \(kind.service).")
        }
        let fileID = body.string("file_id")
        let input = try fileID.map { id in
            guard let file = file(id, at: moment) else {
                throw LDXHubProblem.backend(
                    400, "invalid_file_id", "The file \(id) doesn't exist or has expired.")
            }
            return file.snapshot()
        }
        let order = LDXHubPlan.Order(
            service: kind.service, number: jobs.count + 1, model: model, fileID: fileID, tag: tag)
        let job = LDXHubJob(
            id: ids.next(), kind: kind, model: model,
            timeline: JobTimeline(created: moment, plan: plan.job(order)),
            outputFileID: ids.next(), errorRequestID: ids.next(),
            work: LDXHubJobWork(
                try kind.steps(LDXHubJobInput(body: body, number: order.number, file: input))),
            fileID: fileID)
        jobs[job.id] = job
        jobOrder[kind.service, default: []].append(job.id)
        entries.jobsCreated.append(
            Ledger.CreatedJob(
                at: moment, service: kind.service.rawValue, id: job.id, fileID: fileID, model: model, tag: tag
            ))
        return try LDXHubOutcome(
            202, job.json(.created, at: moment, clock), createdJob: entries.jobsCreated.count - 1)
    }

    func listJobs(_ kind: any LDXHubJobKind, at moment: Duration) throws -> LDXHubOutcome {
        let visible = (jobOrder[kind.service] ?? []).reversed().lazy.compactMap { id -> LDXHubJob? in
            guard let job = self.jobs[id], job.timeline.created + self.faults.listLag <= moment,
                job.timeline.expires(at: moment) > moment
            else { return nil }
            return job
        }
        let lines = visible.prefix(faults.listCap ?? .max).map { $0.json(.list, at: moment, self.clock) }
        return try LDXHubOutcome(200, .object(["data": .array(Array(lines))]))
    }

    func showJob(_ kind: any LDXHubJobKind, _ id: String, at moment: Duration) throws -> LDXHubOutcome {
        guard let job = jobs[id], job.kind.service == kind.service, job.timeline.expires(at: moment) > moment
        else {
            throw LDXHubProblem.notFound("job", id)
        }
        return try LDXHubOutcome(200, job.json(.detail, at: moment, clock))
    }
}
