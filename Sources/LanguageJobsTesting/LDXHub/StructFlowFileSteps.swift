import Foundation

/// The work of a StructFlow job whose inputs are the lines of a file: a line comes out for each that went in.
struct StructFlowFileSteps: LDXHubJobSteps {
    private let lines: StoredLines
    private let filename: String
    private let plan: LDXHubPlan.StructFlow
    private let lineEnding: [UInt8]
    private let output = StoredBody()
    private var records: StructFlowRecords
    private var place = StoredLines.Place()
    private var count = 0
    /// The most bytes of the output: short lines may each become a long record.
    private let outputLimit: Int64

    init(
        _ file: LDXHubFile, _ records: StructFlowRecords, _ plan: LDXHubPlan.StructFlow,
        outputLimit: Int64 = 4 << 30
    ) {
        self.outputLimit = outputLimit
        lines = StoredLines(file.body)
        filename = file.renamed(suffix: "_records", extension: "jsonl")
        self.plan = plan
        lineEnding = Array(plan.lineEnding.rawValue.utf8)
        self.records = records
    }

    mutating func next() throws -> LDXHubJobProduct? {
        guard !lines.isEmpty else {
            throw LDXHubJobFailure(code: "invalid_input_file", message: "The input file is empty.")
        }
        var text: [UInt8] = []
        text.reserveCapacity(StoredLines.pieceSize * 3 / 2)
        var place = place
        try lines.next(at: &place) { line in
            if count > 0 { text.append(contentsOf: lineEnding) }
            count += 1
            try write(line, to: &text)
            if text.count >= StoredLines.pieceSize { try store(&text) }
        }
        self.place = place
        if place.isAtEnd, plan.endsLastLine { text.append(contentsOf: lineEnding) }
        try store(&text)
        guard place.isAtEnd else { return nil }
        return LDXHubJobProduct(
            output: .init(filename: filename, body: output), usage: records.usage.members)
    }

    /// Takes the text out of memory.
    private func store(_ text: inout [UInt8]) throws {
        guard output.count + Int64(text.count) <= outputLimit else {
            throw LDXHubJobFailure(
                code: "output_too_large", message: "The output has more than \(outputLimit) bytes.")
        }
        try output.append(Data(text))
        text.removeAll(keepingCapacity: true)
    }

    private mutating func write(_ line: StoredLines.Line, to text: inout [UInt8]) throws {
        let start = text.count
        if plan.wrapsOutput { text.append(contentsOf: #"{"output":"#.utf8) }
        if let failure = records.write(line.bytes, isText: line.isText, at: count, to: &text) {
            text.removeSubrange(start...)
            let error = EmulatorJSON.object([StructFlowKind.errorMember: failure.json])
            text.append(contentsOf: try error.data())
        } else if plan.wrapsOutput {
            text.append(UInt8(ascii: "}"))
        }
    }
}
