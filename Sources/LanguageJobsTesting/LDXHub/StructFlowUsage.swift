/// What a StructFlow job counts, in Unicode scalars (inferred: that characters are those).
struct StructFlowUsage: Sendable {
    private var total = 0
    private var skipped = 0
    private var output = 0

    mutating func addInput(_ text: UnsafeBufferPointer<UInt8>, isSkipped: Bool) {
        let characters = Self.characters(text)
        total += characters
        if isSkipped { skipped += characters }
    }

    mutating func addOutput(_ text: [UInt8], from start: Int = 0) {
        output += text.withUnsafeBufferPointer {
            Self.characters(UnsafeBufferPointer(rebasing: $0[start...]))
        }
    }

    var members: [String: Int] {
        [
            "total_input_characters": total, "processed_input_characters": total - skipped,
            "skipped_characters": skipped, "output_characters": output, "vector_bytes": 0,
        ]
    }

    private static func characters(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        var count = 0
        for byte in text where byte & 0xC0 != 0x80 { count += 1 }
        return count
    }
}
