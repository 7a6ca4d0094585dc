import Foundation

/// The work of a StructFlow job whose inputs came with its request.
struct StructFlowInlineSteps: LDXHubJobSteps {
    /// How many inputs are worked on in a step.
    private static let stepSize = 256

    private let inputs: [StructFlowInput]
    private let spelling: LDXHubPlan.ResultSpelling
    private var records: StructFlowRecords
    private var results: [EmulatorJSON] = []
    private var failed = 0

    init(_ inputs: [StructFlowInput], _ records: StructFlowRecords, _ spelling: LDXHubPlan.ResultSpelling) {
        self.inputs = inputs
        self.records = records
        self.spelling = spelling
    }

    mutating func next() throws -> LDXHubJobProduct? {
        for input in inputs[results.count...].prefix(Self.stepSize) {
            results.append(.object(try result(of: input)))
        }
        guard results.count == inputs.count else { return nil }
        var summary: [String: EmulatorJSON] = ["failed_count": .integer(failed)]
        if let name = spelling.totalCount { summary[name] = .integer(results.count) }
        return LDXHubJobProduct(
            usage: records.usage.members,
            detail: [
                "summary": .object(summary),
                "results": .array(spelling.isReversed ? results.reversed() : results),
            ])
    }

    private mutating func result(of input: StructFlowInput) throws -> [String: EmulatorJSON] {
        var members: [String: EmulatorJSON] = [:]
        if let name = spelling.id { members[name] = .string(input.id) }
        var record: [UInt8] = []
        let failure = Array(try input.data.data()).withUnsafeBufferPointer { bytes in
            records.write(bytes, at: results.count + 1, to: &record)
        }
        if let failure {
            failed += 1
            members["status"] = .string(spelling.failed)
            members[spelling.error] = failure.json
        } else {
            members["status"] = .string(spelling.completed)
            members[spelling.output] = try JSONDecoder().decode(EmulatorJSON.self, from: Data(record))
        }
        return members
    }
}
