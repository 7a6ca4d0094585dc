import Falara

extension FalaraRecording {
    /// What is posted to webhooks.
    static let webhooks: [FalaraRecording] = [
        FalaraRecording(
            "webhook-job-completed", FalaraWebhookEvent(name: .jobCompleted, data: ["job_id": "abc123"]))
    ]
}
