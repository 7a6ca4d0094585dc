public import Foundation

/// A webhook message that Falara owes: nothing is sent, a test or an example brings it where it belongs.
public struct FalaraDelivery: Sendable, Hashable {
    /// When it is due, since the emulator began.
    public let at: Duration
    /// The event, such as `job.completed`.
    public let event: String
    /// The job that it tells of; `nil` for `batch.completed`.
    public let jobID: String?
    /// Where it goes, as it was configured when it became due.
    public let url: String
    /// `Content-Type`, `User-Agent`, `X-Falara-Timestamp`, and `X-Falara-Signature` with the trait `Webhooks`.
    ///
    /// Without the trait there is no signature: it takes swift-crypto.
    public let headers: TransportHeaders
    /// The body, `{"event":…,"data":{…}}`.
    public let body: Data
}

extension FalaraEmulator {
    /// The webhook messages that are due so far, oldest first: one for each end of a job, and one for each batch
    /// whose jobs have all ended, for keys that had a webhook configured then (Falara docs, Webhooks).
    ///
    /// A function of the jobs and the time, so nothing is ever taken out.
    public var deliveries: [FalaraDelivery] {
        settle()
        let now = clock.now
        return (jobDeliveries(at: now) + batchDeliveries(at: now)).sorted { $0.at < $1.at }
    }

    private func jobDeliveries(at now: Duration) -> [FalaraDelivery] {
        jobOrder.compactMap { jobs[$0] }.flatMap { job in
            job.pipeline.ends.filter { $0.at <= now }.compactMap { end in
                var data: [String: EmulatorJSON] = ["job_id": .string(job.id)]
                if plan.style != .connector {
                    data["status"] = .string(end.status.rawValue)
                    data["batch_id"] = job.batchID.map { .string($0) } ?? .null
                    data["finished_at"] = form.stamp(end.at)
                }
                return delivery(end.status.event, data, job: job.id, to: job.owner, at: end.at)
            }
        }
    }

    private func batchDeliveries(at now: Duration) -> [FalaraDelivery] {
        batches.sorted { ($0.value.created, $0.key) < ($1.value.created, $1.key) }.compactMap { id, batch in
            let jobs = batch.jobs.compactMap { self.jobs[$0] }
            // A job that recovers counts by its first end, and one that never ends has none.
            let ends = jobs.compactMap(\.pipeline.ends.first?.at)
            guard ends.count == jobs.count, let last = ends.max(), last <= now else { return nil }
            let data: [String: EmulatorJSON] = [
                "batch_id": .string(id), "status": .string(Self.status(of: jobs, at: last)),
                "total_jobs": .integer(jobs.count),
            ]
            return delivery("batch.completed", data, job: nil, to: batch.owner, at: last)
        }
    }

    private func delivery(
        _ event: String, _ data: [String: EmulatorJSON], job: String?, to owner: String, at moment: Duration
    ) -> FalaraDelivery? {
        let configured = webhooks[owner]?.last { $0.since <= moment }
        guard let target = configured?.target,
            let body = try? EmulatorJSON.object(["event": .string(event), "data": .object(data)]).data()
        else { return nil }
        let timestamp = String(clock.unixSeconds(moment))
        var headers: TransportHeaders = [
            "Content-Type": "application/json", "User-Agent": "Falara-Webhooks/1.0",
            "X-Falara-Timestamp": timestamp,
        ]
        #if Webhooks
        headers["X-Falara-Signature"] = FalaraSignature.value(
            timestamp: timestamp, body: body, secret: target.secret)
        #endif
        return FalaraDelivery(
            at: moment, event: event, jobID: job, url: target.url, headers: headers, body: body)
    }

    // MARK: Configuration

    func showWebhook(_ caller: FalaraCaller) throws -> FalaraOutcome {
        let webhook = webhooks[caller.key]?.last
        // The vendor's connector expects 404 where nothing is configured.
        if plan.style == .connector, webhook?.target == nil { throw FalaraProblem.notFound }
        return try FalaraOutcome(200, FalaraWebhook.json(webhook, form))
    }

    func setWebhook(
        _ url: String, _ secret: String, _ caller: FalaraCaller, at moment: Duration
    ) throws -> FalaraOutcome {
        webhooks[caller.key, default: []].append(FalaraWebhook(since: moment, target: (url, secret)))
        return try FalaraOutcome(200, FalaraWebhook.json(webhooks[caller.key]?.last, form))
    }

    func removeWebhook(_ caller: FalaraCaller, at moment: Duration) throws -> FalaraOutcome {
        webhooks[caller.key, default: []].append(FalaraWebhook(since: moment, target: nil))
        return try removed("Webhook configuration removed.")
    }
}
