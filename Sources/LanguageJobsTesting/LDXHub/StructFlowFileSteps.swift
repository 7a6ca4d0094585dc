import Foundation

/// The work of a StructFlow job whose inputs are the lines of a file: a line comes out for each that went in.
struct StructFlowFileSteps: LDXHubJobSteps {
    private let lines: StoredLines
    private let filename: String
    private let example: [String: EmulatorJSON]
    private let fate: StructFlowFate
    private let plan: LDXHubPlan.StructFlow
    private let lineEnding: [UInt8]
    private let output = StoredBody()
    private var place = StoredLines.Place()
    private var shaper: RecordShaper?
    private var number = 0
    private var usage = StructFlowUsage()

    init(
        _ file: LDXHubFile, example: [String: EmulatorJSON], fate: StructFlowFate,
        plan: LDXHubPlan.StructFlow
    ) {
        lines = StoredLines(file.body)
        filename = file.renamed(suffix: "_records", extension: "jsonl")
        self.example = example
        self.fate = fate
        self.plan = plan
        lineEnding = Array(plan.lineEnding.rawValue.utf8)
    }

    mutating func next() throws -> LDXHubJobProduct? {
        guard !lines.isEmpty else {
            throw LDXHubJobFailure(code: "invalid_input_file", message: "The input file is empty.")
        }
        var shaper = try shaper ?? RecordShaper(example: example)
        var text: [UInt8] = []
        text.reserveCapacity(StoredLines.pieceSize * 3 / 2)
        var place = place
        try lines.next(at: &place) { line in
            if number > 0 { text.append(contentsOf: lineEnding) }
            number += 1
            try write(line, by: &shaper, to: &text)
        }
        self.shaper = shaper
        self.place = place
        let isLast = place.isAtEnd
        if isLast, plan.endsLastLine { text.append(contentsOf: lineEnding) }
        try output.append(Data(text))
        guard isLast else { return nil }
        return LDXHubJobProduct(
            output: .init(filename: filename, body: output), usage: usage.members)
    }

    private mutating func write(
        _ line: StoredLines.Line, by shaper: inout RecordShaper, to text: inout [UInt8]
    ) throws {
        let start = text.count
        if plan.wrapsOutput { text.append(contentsOf: #"{"output":"#.utf8) }
        let recordStart = text.count
        var failure = fate.failure(of: number)
        if failure == nil, !(line.isText && shaper.write(line.bytes, to: &text)) {
            failure = .noObject("Line \(number)")
        }
        usage.addInput(line.bytes, isSkipped: failure != nil)
        if let failure {
            text.removeSubrange(start...)
            let error = EmulatorJSON.object([StructFlowKind.errorMember: failure.json])
            text.append(contentsOf: try error.data())
        } else {
            usage.addOutput(text, from: recordStart)
            if plan.wrapsOutput { text.append(UInt8(ascii: "}")) }
        }
    }
}
