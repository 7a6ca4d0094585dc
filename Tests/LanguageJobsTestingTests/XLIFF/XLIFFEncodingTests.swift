import Foundation
import LanguageJobsTesting
import Testing

@Suite("Encodings of XLIFF")
struct XLIFFEncodingTests {
    enum Encoding: CaseIterable {
        case utf8
        case utf8WithMark
        case utf16BigEndian
        case utf16LittleEndian

        /// Bytes written by Foundation, which knows nothing of the code under test.
        func data(_ text: String) throws -> Data {
            switch self {
            case .utf8: Data(text.utf8)
            case .utf8WithMark: Data([0xEF, 0xBB, 0xBF]) + Data(text.utf8)
            case .utf16BigEndian: try Data([0xFE, 0xFF]) + #require(text.data(using: .utf16BigEndian))
            case .utf16LittleEndian: try Data([0xFF, 0xFE]) + #require(text.data(using: .utf16LittleEndian))
            }
        }
    }

    private static let text =
        "<?xml version=\"1.0\"?>\r\n"
        + text12("<trans-unit id=\"é\">\r\n  <source>茶 😀</source>\r\n</trans-unit>")

    @Test("Every encoding is read, and written byte for byte", arguments: Encoding.allCases)
    func identity(encoding: Encoding) throws {
        let data = try encoding.data(Self.text)
        let document = try XLIFFDocument(parsing: data)
        #expect(document.segments.map(\.id) == ["1/é"])
        #expect(document.segments.map(\.source.plainText) == ["茶 😀"])
        #expect(document.serialized() == data)
    }

    @Test(
        "A new target is written in the encoding and with the line ends of the file",
        arguments: Encoding.allCases)
    func newTarget(encoding: Encoding) throws {
        var document = try XLIFFDocument(parsing: encoding.data(Self.text))
        try document.replaceTarget(of: document.segments[0], with: XLIFFContent(text: "Tee 😀"))
        let expected = Self.text.replacing("😀</source>", with: "😀</source>\r\n  <target>Tee 😀</target>")
        #expect(document.serialized() == (try encoding.data(expected)))
    }

    @Test("A slice of data is read like a copy of it")
    func slice() throws {
        for encoding in Encoding.allCases {
            let data = try encoding.data(Self.text)
            let slice = (Data([1, 2, 3]) + data).dropFirst(3)
            #expect(try XLIFFDocument(parsing: slice).serialized() == data)
        }
    }

    @Test(
        "A declaration that fits the bytes is accepted",
        arguments: [
            (Encoding.utf8, "UTF-8"), (.utf8, "utf-8"), (.utf8WithMark, "UTF-8"), (.utf16BigEndian, "UTF-16"),
            (.utf16LittleEndian, "utf-16"), (.utf16LittleEndian, "UTF-16LE"),
        ])
    func declared(encoding: Encoding, name: String) throws {
        let data = try encoding.data("<?xml version='1.0' encoding='\(name)'?>" + text12(""))
        #expect(try XLIFFDocument(parsing: data).serialized() == data)
    }

    @Test(
        "A declaration that does not fit, or of an encoding that is not read, is refused",
        arguments: [
            (Encoding.utf8, "UTF-16"), (.utf8, "ISO-8859-1"), (.utf8, "Shift_JIS"), (.utf8WithMark, "UTF-16"),
            (.utf16LittleEndian, "UTF-8"), (.utf16BigEndian, "UTF-16LE"),
        ])
    func wronglyDeclared(encoding: Encoding, name: String) throws {
        let data = try encoding.data("<?xml version='1.0' encoding='\(name)'?>" + text12(""))
        let error = try #require(throws: XLIFFError.self) { try XLIFFDocument(parsing: data) }
        #expect(error.reason == .unsupportedEncoding)
        #expect(error.line == 1)
        #expect(error.message.contains("its encoding is \(name)"))
    }

    @Test(
        "Bytes in no encoding that is read are refused",
        arguments: [
            ([0xFF, 0xFE, 0x00, 0x00, 0x3C, 0, 0, 0], nil, "UTF-32"),
            ([0, 0, 0xFE, 0xFF, 0, 0, 0, 0x3C], nil, "UTF-32"),
            ([0x3C, 0, 0x78, 0], nil, "without a byte order mark"),
            ([0, 0x3C, 0, 0x78], nil, "without a byte order mark"),
            ([0x4C, 0x6F, 0xA7, 0x94], nil, "EBCDIC"),
            ([0x0A, 0x3C, 0x80, 0x3E], 2, "not UTF-8"), ([0x3C, 0xC0, 0x80], 1, "not UTF-8"),
            ([0x3C, 0xED, 0xA0, 0x80], 1, "not UTF-8"), ([0x3C, 0xF4, 0x90, 0x80, 0x80], 1, "not UTF-8"),
            ([0x3C, 0xE0, 0x80, 0x80], 1, "not UTF-8"), ([0x3C, 0xE3, 0x81], 1, "not UTF-8"),
            ([0xFE, 0xFF, 0x00, 0x0A, 0xD8, 0x00, 0x00, 0x3C], 2, "surrogate"),
            ([0xFF, 0xFE, 0x3C, 0x00, 0x00, 0xDC], 1, "surrogate"),
        ] as [([UInt8], Int?, String)])
    func unreadable(bytes: [UInt8], line: Int?, message: String) throws {
        let error = try #require(throws: XLIFFError.self) { try XLIFFDocument(parsing: Data(bytes)) }
        #expect(error.reason == .unsupportedEncoding)
        #expect(error.line == line)
        #expect(error.message.contains(message), "\(error)")
    }

    @Test("UTF-16 that ends within a character is truncated")
    func oddLength() throws {
        let data = try Encoding.utf16BigEndian.data(Self.text).dropLast()
        let error = try #require(throws: XLIFFError.self) { try XLIFFDocument(parsing: data) }
        #expect(error.reason == .truncated)
    }
}
