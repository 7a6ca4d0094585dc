import LanguageJobs

/// What is wrong with a file, in words that name the place.
enum CatalogueFault {
    static func error(
        in name: String, _ bytes: [UInt8], at position: Int, path: String = "", _ reason: String
    ) -> ClientError {
        let place = path.isEmpty ? "" : ", at \(path)"
        return error(in: name, "line \(line(of: position, in: bytes))\(place): \(reason)")
    }

    static func error(in name: String, _ reason: String) -> ClientError {
        ClientError(.invalidRequest, "\(name), \(reason). Correct the file and read it again.")
    }

    /// Counted from one; a line ends with `\n`, `\r` or both.
    static func line(of position: Int, in bytes: [UInt8]) -> Int {
        var line = 1
        for index in 0..<min(position, bytes.count) {
            let byte = bytes[index]
            if byte == 0x0A || (byte == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A)) {
                line += 1
            }
        }
        return line
    }
}
