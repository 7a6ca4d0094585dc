extension RecordShaper {
    /// Writes a value that the input doesn't have, one like the example's.
    mutating func derive(
        _ shape: RecordShape, _ member: RecordShape.Member, _ salt: UInt64,
        _ input: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]
    ) {
        var random = SeededRandom(seed: hash(input) ^ salt)
        switch shape {
        case .string(let text): text.write(&random, to: &output)
        case .integer(let number): number.writeInteger(&random, to: &output)
        case .number(let number): number.writeFraction(&random, to: &output)
        case .bool:
            output.append(contentsOf: (random.next() % 2 == 0 ? "true" : "false").utf8)
        case .null:
            output.append(contentsOf: "null".utf8)
        case .array(let items):
            output.append(UInt8(ascii: "["))
            for (place, item) in items.enumerated() {
                if place > 0 { output.append(UInt8(ascii: ",")) }
                derive(item, member, salt &+ UInt64(place), input, to: &output)
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
