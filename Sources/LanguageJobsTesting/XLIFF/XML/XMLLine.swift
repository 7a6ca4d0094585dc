/// Line numbers, counted only when an error needs one.
enum XMLLine {
    /// The line of an offset, counted from 1; a line ends at LF, CR or CR LF.
    static func number(at offset: Int, in bytes: [UInt8]) -> Int {
        var line = 1
        var previous: UInt8 = 0
        for byte in bytes[..<min(offset, bytes.count)] {
            if byte == XMLByte.carriageReturn
                || (byte == XMLByte.lineFeed && previous != XMLByte.carriageReturn)
            {
                line += 1
            }
            previous = byte
        }
        return line
    }
}
