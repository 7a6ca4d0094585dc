import Foundation

/// Translates JSON: the strings that are values; names, numbers and spaces stay, byte for byte.
enum JSONTexts {
    static func translated(_ data: Data, _ translator: inout some TextTranslator) throws -> Data {
        let bytes = Array(data)
        guard String(validating: bytes, as: UTF8.self) != nil, isJSON(bytes) else {
            throw DocumentFault("it is not JSON")
        }
        var output = Data()
        var index = 0
        while let start = bytes[index...].firstIndex(of: UInt8(ascii: "\"")) {
            let end = stringEnd(bytes, from: start)
            output.append(contentsOf: bytes[index..<start])
            let isName = bytes[end...].first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: ":")
            let string = Data(bytes[start..<end])
            output += isName ? string : try value(string, &translator)
            index = end
        }
        output.append(contentsOf: bytes[index...])
        return output
    }

    private static func isJSON(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            var walker = JSONWalker(bytes)
            return walker.value() != nil && walker.isAtEnd()
        }
    }

    /// The place behind the closing quote of a string, which is known to be there.
    private static func stringEnd(_ bytes: [UInt8], from start: Int) -> Int {
        var index = start + 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(index + 1, bytes.count)
    }

    private static func value(_ quoted: Data, _ translator: inout some TextTranslator) throws -> Data {
        let text = try JSONDecoder().decode(String.self, from: quoted)
        return try EmulatorJSON.string(translator.translateWords(text)).data()
    }
}
