import Falara
import Foundation
import LanguageJobsTesting
import TestSupport

/// A Falara job with many segments, watched to its end, and how the time that takes grows with them.
///
/// The answers are made here, piece by piece, so that what is measured is the client.
enum FalaraSegments {
    private static let small = 1_000
    private static let large = 10_000
    private static let ratioLimit = 12.0
    private static let peakLimit = 64 << 20
    /// How often a job is looked at before it is done.
    private static let polls = 20
    private static let rounds = 3

    static func run() async throws {
        // The first of all pays for what is made once.
        _ = try await measure(small)
        var (short, long) = (Double.infinity, Double.infinity)
        for _ in 0..<rounds {
            // Both work on as many segments, so that neither is too short to be measured.
            var all = 0.0
            for _ in 0..<large / small { all += try await measure(small) }
            short = min(short, all * Double(small) / Double(large))
            long = min(long, try await measure(large))
        }
        let ratio = long / short
        print(
            "falara-segments: \(small) in \(format(short)) s, \(large) in \(format(long)) s,",
            "\(format(ratio)) times as long")
        guard let peak = peakMemory() else {
            throw ProbeFailure("This system doesn't tell the peak memory.")
        }
        guard ratio <= ratioLimit else { fail("\(format(ratio)) times as long; 12 are allowed.") }
        guard peak <= peakLimit else { fail("The peak is \(peak >> 10) KiB; 65536 are allowed.") }
    }

    private static func fail(_ reason: String) -> Never {
        FileHandle.standardError.write(Data("falara-segments: \(reason)\n".utf8))
        exit(1)
    }

    private static func format(_ value: Double) -> String { String(format: "%.4f", value) }

    /// The processor time of this process, in seconds: other processes' work does not count.
    private static func processorTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
    }

    /// Watches a job with so many segments to its end, reads its progress each time, and takes its result.
    private static func measure(_ count: Int) async throws -> Double {
        let time = VirtualTime()
        let transport = Answers(count: count, polls: polls)
        let falara = try FalaraClient(
            credential: .value("k"), baseURL: URL(string: "https://falara.invalid/v1"),
            configuration: ClientConfiguration(runtime: time.runtime(seed: 1)), transport: transport)
        let start = processorTime()
        try await time.run {
            var snapshots = 0
            var last = -1.0
            for try await job in falara.jobs.watch("j1", options: WatchOptions(maxWait: nil)) {
                guard let fraction = job.fractionCompleted, fraction >= last,
                    job.segments?.count == count
                else { throw ProbeFailure("A snapshot is not as it was sent.") }
                last = fraction
                snapshots += 1
            }
            guard snapshots == polls, last == 1 else {
                throw ProbeFailure("\(snapshots) snapshots came, the last with \(last).")
            }
            let result = try await falara.jobs.output(of: FalaraJob(id: "j1", status: .completed))
            guard result.segments.count == count, result.texts(of: count)?.count == count else {
                throw ProbeFailure("The result is not as it was sent.")
            }
        }
        return processorTime() - start
    }

    /// A service with one job, which is further each time it is asked for.
    private final class Answers: HTTPTransport {
        private let count: Int
        private let polls: Int
        private let asked = SendableBox(0)

        init(count: Int, polls: Int) {
            self.count = count
            self.polls = polls
        }

        func send(_ request: TransportRequest) async throws -> TransportResponse {
            let isResult = request.url.path.hasSuffix("/result")
            let poll =
                isResult
                ? polls
                : asked.withLock { asked in
                    asked += 1
                    return asked
                }
            let done = poll * count / polls
            let status = poll < polls ? "processing" : "completed"
            let head = #"{"job_id":"j1","status":"\#(status)","segment_count":\#(count),"segments":["#
            let next = SendableBox(-1)
            let count = count
            let body = TransportStream {
                let start = next.exchange(0)
                if start < 0 { return Data(head.utf8) }
                if start > count { return nil }
                let end = min(count, start + 500)
                var text = ""
                for id in start..<end {
                    text += Self.segment(id, isDone: id < done, isResult: isResult)
                    text += id + 1 < count ? "," : "]}"
                }
                next.exchange(end < count ? end : count + 1)
                return Data(text.utf8)
            }
            return TransportResponse(status: 200, body: body)
        }

        private static func segment(_ id: Int, isDone: Bool, isResult: Bool) -> String {
            isResult
                ? #"{"id":\#(id),"source":"Die Qualität des Satzes \#(id).","translation":"The quality of sentence \#(id).","qa_score":96.5,"status":"done"}"#
                : #"{"id":\#(id),"status":"\#(isDone ? "qa_passed" : "pending")","qa_score":\#(isDone ? "96.5" : "null"),"retry_count":0,"error":null}"#
        }
    }
}
