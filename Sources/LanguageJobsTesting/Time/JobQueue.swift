/// Jobs that can run, first in, first out.
struct JobQueue: Sendable {
    private var jobs: [UnownedJob] = []
    private var head = 0

    mutating func append(_ job: UnownedJob) {
        jobs.append(job)
    }

    mutating func popFirst() -> UnownedJob? {
        guard head < jobs.count else { return nil }
        let job = jobs[head]
        head += 1
        if head == jobs.count || head > 4_096 {
            jobs.removeFirst(head)
            head = 0
        }
        return job
    }
}
