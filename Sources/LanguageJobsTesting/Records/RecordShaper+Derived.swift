extension RecordShaper {
    /// Writes a value that the input doesn't have.
    mutating func derive(
        _ shape: RecordShape, _ member: RecordShape.Member, _ salt: UInt64,
        _ input: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]
    ) {
        var random = SeededRandom(seed: hash(input) ^ salt)
        switch shape {
        case .string:
            output.append(contentsOf: member.label.dropLast())
            output.append(UInt8(ascii: " "))
            output.append(contentsOf: String(random.next(), radix: 36).utf8)
            output.append(UInt8(ascii: "\""))
        case .integer:
            output.append(contentsOf: String(random.next() % 1_000_000).utf8)
        case .number:
            output.append(contentsOf: "\(random.next() % 100_000).\(1 + random.next() % 9)".utf8)
        case .bool:
            output.append(contentsOf: (random.next() % 2 == 0 ? "true" : "false").utf8)
        case .null:
            output.append(contentsOf: "null".utf8)
        case .array(nil):
            output.append(contentsOf: "[]".utf8)
        case .array(let item?):
            output.append(UInt8(ascii: "["))
            for place in 0..<1 + random.next() % 3 {
                if place > 0 { output.append(UInt8(ascii: ",")) }
                write(item, member, salt &+ place, nil, input, to: &output)
            }
            output.append(UInt8(ascii: "]"))
        case .object(let members):
            for _ in members { found.append(nil) }
            writeFound(members, input, to: &output)
        }
    }

    private mutating func hash(_ input: UnsafeBufferPointer<UInt8>) -> UInt64 {
        if let inputHash { return inputHash }
        var hash = RecordHash()
        hash.combine(input)
        inputHash = hash.value
        return hash.value
    }
}
