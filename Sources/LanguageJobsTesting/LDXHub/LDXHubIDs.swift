/// Ids as LDX hub makes them: 32 characters of `[a-z0-9]` with a prefix that grows (inferred from recorded ids).
struct LDXHubIDs: Sendable {
    private static let alphabet = Array("0123456789abcdefghijklmnopqrstuvwxyz")
    private var generator: SeededRandom
    // Of its own, so that one poll more or less doesn't change the ids of what comes after.
    private var requests: SeededRandom
    private var count = 0

    init(seed: UInt64) {
        generator = SeededRandom(seed: seed)
        requests = SeededRandom(seed: ~seed)
    }

    /// The id of a file, a job or a failed job's request.
    mutating func next() -> String {
        count += 1
        var rest = count
        var prefix: [Character] = []
        for _ in 0..<6 {
            prefix.append(Self.alphabet[rest % 36])
            rest /= 36
        }
        let tail = (0..<24).map { _ in Self.alphabet[Int(generator.next() % 36)] }
        return "am" + String(prefix.reversed()) + String(tail)
    }

    /// The id of a request, in the form that the gateway uses.
    mutating func request() -> String {
        requests.nextUUID()
    }
}
