/// Which records of a job fail.
struct StructFlowFate: Sendable {
    private let rate: Double
    private let chosen: Set<Int>
    private let seed: UInt64

    init(_ plan: LDXHubPlan, job number: Int) {
        rate = plan.structFlow.failureRate
        chosen = plan.structFlow.failingRecords
        var mixer = SeededRandom(seed: plan.seed ^ 0x5354_5255_4354)
        seed = mixer.next() &+ UInt64(truncatingIfNeeded: number) &* 0xD134_2543_DE82_EF95
    }

    /// Why a record can't be made; `nil`: it can.
    ///
    /// - Parameter record: Its place, from 1.
    func failure(of record: Int) -> StructFlowFailure? {
        guard chosen.contains(record) || isDrawn(record) else { return nil }
        return .upstream
    }

    private func isDrawn(_ record: Int) -> Bool {
        guard rate > 0 else { return false }
        var random = SeededRandom(seed: seed ^ UInt64(truncatingIfNeeded: record) &* 0x9E37_79B9_7F4A_7C15)
        return random.nextFraction() < rate
    }
}

/// Why a single record failed.
struct StructFlowFailure: Sendable {
    let code: String
    let message: String

    /// As recorded jobs of LDX hub fail (LDX hub vendor examples).
    static let upstream = StructFlowFailure(
        code: "upstream_service_error",
        message: "An error occurred while communicating with an upstream service. Please try again later.")

    static func noObject(_ what: String) -> StructFlowFailure {
        StructFlowFailure(code: "invalid_record", message: "\(what) is no JSON object that can be read.")
    }

    var json: EmulatorJSON {
        .object(["code": .string(code), "message": .string(message)])
    }
}
