import Foundation

/// Makes a job's records one after the other, or says why one can't be made.
struct StructFlowRecords: Sendable {
    private let prompt: String
    private let example: Data
    private let fate: StructFlowFate
    private let choose: (@Sendable (LDXHubPlan.RecordOrder) -> Data?)?
    private var shaper: RecordShaper
    private(set) var usage = StructFlowUsage()

    init(_ input: LDXHubJobInput, _ plan: LDXHubPlan) throws {
        let members = input.body.object("example_output") ?? [:]
        prompt = input.body.string("system_prompt") ?? ""
        example = try EmulatorJSON.object(members).data()
        fate = StructFlowFate(plan, job: input.number)
        choose = plan.record
        shaper = try RecordShaper(example: members)
    }

    /// Writes the record that an input gives, unless it fails; then nothing is written.
    ///
    /// - Parameters:
    ///   - input: The input's JSON.
    ///   - isText: Whether it is UTF-8.
    ///   - place: Its place, from 1.
    mutating func write(
        _ input: UnsafeBufferPointer<UInt8>, isText: Bool = true, at place: Int, to output: inout [UInt8]
    ) -> StructFlowFailure? {
        let start = output.count
        var failure = fate.failure(of: place)
        if failure == nil, !(isText && shaper.write(input, to: &output)) {
            failure = .noObject("Record \(place)")
        }
        usage.addInput(input, isSkipped: failure != nil)
        guard failure == nil else { return failure }
        if let chosen = chosen(input) { output.replaceSubrange(start..., with: chosen) }
        usage.addOutput(output, from: start)
        return nil
    }

    private func chosen(_ input: UnsafeBufferPointer<UInt8>) -> Data? {
        choose?(
            LDXHubPlan.RecordOrder(
                service: .structFlow, prompt: prompt, example: example, input: Data(buffer: input)))
    }
}
