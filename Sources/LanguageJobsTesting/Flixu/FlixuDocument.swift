/// A document that the emulated Flixu has translated, or is about to.
struct FlixuDocument: Sendable {
    let id: String
    let order: FlixuDocumentOrder
    let created: Duration
    /// How it goes where it is a job.
    let timeline: JobTimeline?
    let tag: String?
    let signature: FlixuSignature

    /// How it ends: a failure's status and text, or `nil`.
    var failure: (status: String, message: String)? {
        if case .fails(let code, let message) = timeline?.plan.outcome {
            return (code == "error" ? code : "failed", message)
        }
        if case .failure(let fault) = order.translation {
            return ("failed", "The document can't be translated: \(fault).")
        }
        return nil
    }

    /// What a job will have cost.
    var credits: Int { failure == nil ? order.characters : 0 }

    /// The translated file, where there is one by then.
    func output(at now: Duration) -> StoredBody? {
        guard timeline?.hasEnded(at: now) ?? true, failure == nil else { return nil }
        return try? order.translation.get()
    }

    func expires(_ plan: FlixuPlan, at now: Duration) -> Duration {
        timeline?.expires(at: now) ?? created + plan.urlLifetime
    }
}
