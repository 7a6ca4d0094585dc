import Flixu
import Foundation
import TestSupport
import Testing

@Suite("A string catalogue that is damaged or odd")
struct CatalogueRobustnessTests {
    private static let json =
        #"{"a": ["x\u00e9\ud83d\ude00", {"b.c": "y %@\n"}], "n": -1.5e+3, "t": [true, null, {}]}"#
    private static let strings = #"/* c */ "a" = "x\U00e9 \"q\""; b.c = 'it\'s'; // d"# + "\n\"OK\";\n"

    private static func file(_ format: StringCatalogue.Format) throws -> Data {
        switch format {
        case .json: Data(json.utf8)
        case .strings: Data(strings.utf8)
        case .xcstrings: try Fixture.data("strings/Localizable.xcstrings")
        }
    }

    /// Whether a file is refused, or is read, gets other texts, and can be read again.
    private static func survives(_ file: Data, _ format: StringCatalogue.Format) -> Bool {
        let catalogue: StringCatalogue
        do {
            catalogue = try StringCatalogue(file, format: format)
        } catch {
            return (error as? ClientError)?.code == .invalidRequest
        }
        let texts = Dictionary(uniqueKeysWithValues: catalogue.units.map { ($0.key, "Ü\($0.text)") })
        guard let translated = try? catalogue.applying(["qq": texts], replacing: true),
            translated.problems.isEmpty, let data = translated["qq"],
            let written = try? StringCatalogue(data, format: format)
        else { return false }
        guard format == .xcstrings else {
            return written.units.map(\.text) == catalogue.units.map { "Ü\($0.text)" }
        }
        guard written.units.map(\.text) == catalogue.units.map(\.text),
            let values = try? values(of: data, "qq")
        else { return false }
        // What has no letters is written as it was.
        return values.filter { $0.hasPrefix("Ü") } == catalogue.units.map { "Ü\($0.text)" }.sorted()
    }

    /// The texts of a language in an `.xcstrings` file, sorted.
    private static func values(of file: Data, _ language: String) throws -> [String] {
        guard case .object(let entries) = try JSONDecoder().decode(JSONValue.self, from: file)["strings"]
        else { return [] }
        return entries.values.flatMap { texts(in: $0["localizations"]?[language]) }.sorted()
    }

    private static func texts(in value: JSONValue?) -> [String] {
        guard case .object(let members) = value else { return [] }
        return members.flatMap { name, value -> [String] in
            switch (name, value) {
            case ("value", .string(let text)): [text]
            default: texts(in: value)
            }
        }
    }

    @Test("is read or refused wherever it is cut", arguments: StringCatalogue.Format.allCases)
    func cut(format: StringCatalogue.Format) throws {
        let file = try Self.file(format)
        let step = format == .xcstrings ? 7 : 1
        let bad = stride(from: 0, through: file.count, by: step).filter {
            !Self.survives(file.prefix($0), format)
        }
        #expect(bad == [])
    }

    @Test("is read or refused whatever byte stands where", arguments: StringCatalogue.Format.allCases)
    func changed(format: StringCatalogue.Format) throws {
        let file = try Self.file(format)
        let step = format == .xcstrings ? 31 : 1
        let bytes: [UInt8] = [
            0x00, 0x22, 0x5C, 0x7B, 0x7D, 0x5B, 0x5D, 0x25, 0x2C, 0x3A, 0x3B, 0x0A, 0x2A, 0x2F, 0x75, 0xED,
            0xFF,
        ]
        var bad: [String] = []
        for place in stride(from: 0, to: file.count, by: step) {
            for byte in bytes {
                var copy = file
                copy[place] = byte
                if !Self.survives(copy, format) { bad.append("\(byte) at \(place)") }
            }
        }
        #expect(bad == [])
    }

    @Test("says the same when its own texts are put in", arguments: StringCatalogue.Format.allCases)
    func same(format: StringCatalogue.Format) throws {
        let catalogue = try StringCatalogue(try Self.file(format), format: format)
        let texts = Dictionary(uniqueKeysWithValues: catalogue.units.map { ($0.key, $0.text) })
        let translated = try catalogue.applying(["qq": texts])
        #expect(translated.problems == [])
        let again = try StringCatalogue(translated["qq"] ?? Data(), format: format)
        #expect(again.units == catalogue.units)
        if format == .xcstrings {
            #expect(
                try Self.values(of: try #require(translated["qq"]), "qq") == [
                    "%#@folders@", "%1$lld file in %2$@", "%1$lld files in %2$@", "%arg folder",
                    "%arg folders", "Click here", "Delete", "Tap here",
                ])
        }
    }

    @Test("reads Windows line ends, and keeps them")
    func windows() throws {
        let file = Data("{\r\n  \"a\": \"One\"\r\n}\r\n".utf8)
        let translated = try StringCatalogue(file, format: .json).applying(["de": ["s1": "Eins"]])
        #expect(translated["de"] == Data("{\r\n  \"a\": \"Eins\"\r\n}\r\n".utf8))
    }
}
