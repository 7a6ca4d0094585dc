import Falara
import Foundation

extension FalaraRecording {
    static let jobs: [FalaraRecording] = [
        FalaraRecording(
            "job-created",
            ["job_id": "550e8400-e29b-41d4-a716-446655440000", "status": "queued"] as JSONValue)
    ]
}
