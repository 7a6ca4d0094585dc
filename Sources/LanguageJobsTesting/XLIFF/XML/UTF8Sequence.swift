/// One scalar decoded from UTF-8 bytes, strictly: no overlong form, no surrogate, nothing beyond U+10FFFF.
struct UTF8Sequence {
    let scalar: Unicode.Scalar
    let length: Int

    /// Decodes the scalar at an offset, or nothing where the bytes are not UTF-8.
    init?(in bytes: [UInt8], at start: Int, limit: Int) {
        guard start < limit else { return nil }
        let first = UInt32(bytes[start])
        let minimum: UInt32
        var value: UInt32
        switch first {
        case 0..<0x80: (length, minimum, value) = (1, 0, first)
        case 0xC2...0xDF: (length, minimum, value) = (2, 0x80, first & 0x1F)
        case 0xE0...0xEF: (length, minimum, value) = (3, 0x800, first & 0x0F)
        case 0xF0...0xF4: (length, minimum, value) = (4, 0x10000, first & 0x07)
        default: return nil
        }
        guard start + length <= limit else { return nil }
        for offset in (start + 1)..<(start + length) {
            guard bytes[offset] & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(bytes[offset] & 0x3F)
        }
        guard value >= minimum, let scalar = Unicode.Scalar(value) else { return nil }
        self.scalar = scalar
    }
}
