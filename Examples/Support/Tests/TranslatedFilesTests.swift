import ExampleSupport
import Flixu
import Foundation
import Testing

@testable import translate_strings

/// The files of translate-strings.
@Suite struct TranslatedFilesTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "translated-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private var files: TranslatedFiles {
        TranslatedFiles(name: "en.json", format: .json, folder: folder)
    }

    private func translated(_ languages: [String]) throws -> [TranslatedCatalogue.File] {
        let catalogue = try StringCatalogue(Data(#"{"a": "Hello"}"#.utf8), format: .json)
        let texts = languages.map { ($0, ["s1": "[\($0)]"]) }
        return try catalogue.applying(Dictionary(uniqueKeysWithValues: texts), to: languages).files
    }

    @Test("Each language has a file of its own, and none that is there is written over")
    func names() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try files.write(translated(["de", "fr"]))
        try files.write(translated(["de"]))
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
                == ["en.de-2.json", "en.de.json", "en.fr.json"])
        #expect(
            try String(contentsOf: folder.appending(path: "en.fr.json"), encoding: .utf8)
                == #"{"a": "[fr]"}"#)
    }

    @Test("One file that can't be written takes nothing from the others, and is an error in the end")
    func oneFails() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let error = try #require(throws: ClientError.self) {
            try files.write(translated(["de", "no/where", "fr"]))
        }
        #expect(ExitStatus.code(for: error) == 73)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
                == ["en.de.json", "en.fr.json"])
    }

    @Test(
        "A language that can't be in a file's name is refused before anything is paid",
        arguments: ["a/b", "../x"])
    func language(code: String) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let error = try #require(throws: ClientError.self) { try files.check(["de", code]) }
        #expect(error.code == .invalidRequest)
    }

    @Test("A folder that is not there is refused before anything is paid")
    func noFolder() throws {
        try FileManager.default.removeItem(at: folder)
        let error = try #require(throws: ClientError.self) { try files.check(["de"]) }
        #expect(ExitStatus.code(for: error) == 73)
    }

    @Test(
        "A code is named as language=code, and no other way",
        arguments: [("zh-Hans=zh", "zh"), ("zh", nil), ("=zh", nil), ("a=", nil), ("a=b=c", nil), ("", nil)])
    func code(argument: String, expected: String?) {
        #expect(LanguageCode(argument: argument)?.code == expected)
    }

    @Test("What parts brought is kept, and absurd credits end no program")
    func parts() {
        let progress = PartProgress()
        for index in 0..<2 {
            progress.note(
                FlixuBatchPart(
                    index: index, count: 2, keys: ["k\(index)"], languages: ["de"],
                    translations: ["de": ["k\(index)": "t\(index)"]], creditsUsed: .max))
        }
        #expect(progress.translations == ["de": ["k0": "t0", "k1": "t1"]])
    }
}
