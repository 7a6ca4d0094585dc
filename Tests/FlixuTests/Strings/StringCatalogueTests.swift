import Flixu
import Foundation
import Testing

@Suite("A string catalogue")
struct StringCatalogueTests {
    private func folder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "catalogue-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    @Test(
        "the extension tells the format",
        arguments: [
            ("en.json", StringCatalogue.Format.json, #"{"a": "Text"}"#),
            ("Main.STRINGS", .strings, #""a" = "Text";"#),
            ("L.xcstrings", .xcstrings, #"{"sourceLanguage":"en","strings":{"Text":{}}}"#),
        ])
    func extensions(_ name: String, _ format: StringCatalogue.Format, _ text: String)
        throws
    {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let url = folder.appending(path: name)
        try Data(text.utf8).write(to: url)
        let catalogue = try StringCatalogue(contentsOf: url)
        #expect(catalogue.format == format)
        #expect(catalogue.units.map(\.text) == ["Text"])
        #expect(catalogue.data == Data(text.utf8))
    }

    @Test("a format may be named where the extension says nothing")
    func named() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let url = folder.appending(path: "messages")
        try Data(#"["Text"]"#.utf8).write(to: url)
        #expect(try StringCatalogue(contentsOf: url, format: .json).units.map(\.path) == ["[0]"])
        #expect {
            try StringCatalogue(contentsOf: url)
        } throws: {
            ($0 as? ClientError)?.code == .invalidRequest
        }
    }

    @Test("a file that is not there is told by its name")
    func missing() {
        #expect {
            try StringCatalogue(contentsOf: URL(filePath: "/nowhere/en.json"))
        } throws: {
            ($0 as? ClientError)?.code == .fileUnavailable
                && ($0 as? ClientError)?.message.hasPrefix("en.json can't be read.") == true
        }
    }

    @Test("a translation that would break the app is not written but listed")
    func listed() throws {
        let catalogue = try StringCatalogue(
            Data(#"{"a": "%d files", "b": "Hi {name}", "c": "Bye"}"#.utf8), format: .json)
        let translated = try catalogue.applying(["de": ["s1": "%s Dateien", "s2": "Hallo {Name}", "s3": " "]])
        #expect(translated["de"] == catalogue.data)
        #expect(
            translated.problems.map(\.description) == [
                "de, a: the translation lacks %d, and the translation must not have %s",
                "de, b: the translation lacks {name}, and the translation must not have {Name}",
                "de, c: there is no translation",
            ])
        #expect(translated.problems.map(\.translation) == ["%s Dateien", "Hallo {Name}", nil])
    }

    private static func file(_ format: StringCatalogue.Format, _ count: Int) -> Data {
        let texts = (0..<count).map { "text number \($0) of %@" }
        switch format {
        case .json:
            return Data(
                "{\(texts.enumerated().map { "\"k\($0)\": \"\($1)\"" }.joined(separator: ",\n"))}".utf8)
        case .strings:
            return Data(texts.enumerated().map { "/* c */ \"k\($0)\" = \"\($1)\";\n" }.joined().utf8)
        case .xcstrings:
            let entries = texts.map { "\"\($0)\" : {}" }.joined(separator: ",\n")
            return Data("{\"sourceLanguage\":\"en\",\"strings\":{\(entries)}}".utf8)
        }
    }

    @Test(
        "twenty times the texts take not much more than twenty times as long",
        arguments: StringCatalogue.Format.allCases)
    func linear(
        _ format: StringCatalogue.Format
    ) throws {
        func time(_ count: Int) throws -> Duration {
            let file = Self.file(format, count)
            return try ContinuousClock().measure {
                let catalogue = try StringCatalogue(file, format: format)
                let texts = Dictionary(uniqueKeysWithValues: catalogue.units.map { ($0.key, "X \($0.text)") })
                let translated = try catalogue.applying(["de": texts])
                #expect(translated.problems.isEmpty)
                #expect((translated["de"]?.count ?? 0) >= file.count + 2 * count)
            }
        }
        let few = try time(500)
        let many = try time(10_000)
        #expect(many < max(few * 60, .seconds(5)))
    }
}
