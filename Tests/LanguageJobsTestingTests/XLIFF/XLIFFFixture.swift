import Foundation
import LanguageJobsTesting
import TestSupport
import Testing

/// The XLIFF files under Tests/Fixtures/xliff.
enum XLIFFFixture: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case manual1 = "manual-1.2.xlf"
    case manual2 = "manual-2.0.xlf"
    case prefixed = "prefixed-1.2.xlf"

    var testDescription: String { rawValue }

    func data() throws -> Data { try Fixture.data("xliff/\(rawValue)") }

    func text() throws -> String { try Fixture.text("xliff/\(rawValue)") }

    func document() throws -> XLIFFDocument {
        try XLIFFDocument(parsing: data())
    }
}

extension XLIFFDocument {
    /// The segment with an identifier; the test fails where there is none.
    func segment(_ id: String) throws -> XLIFFSegment {
        try #require(segments.first { $0.id == id })
    }

    var serializedText: String {
        get throws { try #require(String(data: serialized(), encoding: .utf8)) }
    }
}

/// A document of one file of version 1.2, for tests that are about a few units.
func document12(_ units: String, to language: String? = nil) throws -> XLIFFDocument {
    try XLIFFDocument(parsing: Data(text12(units, to: language).utf8))
}

func text12(_ units: String, to language: String? = nil) -> String {
    let target = language.map { " target-language=\"\($0)\"" } ?? ""
    return """
        <xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\
        <file source-language="en"\(target) original="x" datatype="plaintext"><body>\
        \(units)</body></file></xliff>
        """
}

/// A document of one file of version 2.0.
func text20(_ units: String) -> String {
    """
    <xliff version="2.0" srcLang="en" xmlns="urn:oasis:names:tc:xliff:document:2.0">\
    <file id="f">\(units)</file></xliff>
    """
}
