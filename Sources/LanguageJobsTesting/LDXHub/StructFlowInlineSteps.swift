import Foundation

/// The work of a StructFlow job whose inputs came with its request.
struct StructFlowInlineSteps: LDXHubJobSteps {
    /// How many inputs are worked on in a step.
    private static let stepSize = 256

    private let inputs: [StructFlowInput]
    private let example: [String: EmulatorJSON]
    private let fate: StructFlowFate
    private let spelling: LDXHubPlan.ResultSpelling
    private var shaper: RecordShaper?
    private var results: [EmulatorJSON] = []
    private var failed = 0
    private var usage = StructFlowUsage()

    init(
        _ inputs: [StructFlowInput], example: [String: EmulatorJSON], fate: StructFlowFate,
        spelling: LDXHubPlan.ResultSpelling
    ) {
        self.inputs = inputs
        self.example = example
        self.fate = fate
        self.spelling = spelling
    }

    mutating func next() throws -> LDXHubJobProduct? {
        var shaper = try shaper ?? RecordShaper(example: example)
        for input in inputs[results.count...].prefix(Self.stepSize) {
            results.append(.object(try result(of: input, by: &shaper)))
        }
        self.shaper = shaper
        guard results.count == inputs.count else { return nil }
        var summary: [String: EmulatorJSON] = ["failed_count": .integer(failed)]
        if let name = spelling.totalCount { summary[name] = .integer(results.count) }
        return LDXHubJobProduct(
            usage: usage.members,
            detail: [
                "summary": .object(summary),
                "results": .array(spelling.isReversed ? results.reversed() : results),
            ])
    }

    private mutating func result(
        of input: StructFlowInput, by shaper: inout RecordShaper
    ) throws -> [String: EmulatorJSON] {
        var members: [String: EmulatorJSON] = [:]
        if let name = spelling.id { members[name] = .string(input.id) }
        var record: [UInt8] = []
        var failure = fate.failure(of: results.count + 1)
        Array(try input.data.data()).withUnsafeBufferPointer { bytes in
            if failure == nil, !shaper.write(bytes, to: &record) { failure = .noObject("The input") }
            usage.addInput(bytes, isSkipped: failure != nil)
        }
        if let failure {
            failed += 1
            members["status"] = .string(spelling.failed)
            members[spelling.error] = failure.json
        } else {
            usage.addOutput(record)
            members["status"] = .string(spelling.completed)
            members[spelling.output] = try JSONDecoder().decode(EmulatorJSON.self, from: Data(record))
        }
        return members
    }
}
