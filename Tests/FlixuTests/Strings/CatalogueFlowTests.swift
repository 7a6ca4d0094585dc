import Flixu
import Foundation
import LanguageJobsTesting
import Testing

@Suite("String catalogues, against the emulator")
struct CatalogueFlowTests {
    @Test("are translated in order, over several requests, into files of their own")
    func json() async throws {
        let rig = try EmulatedFlixu()
        let texts = (1...1_201).map { "\"k.\($0)\": \"Text \($0) of %@\"" }.joined(separator: ",\n")
        let catalogue = try StringCatalogue(Data("{\n\(texts)\n}".utf8), format: .json)
        let translated = try await rig.time.run {
            try await rig.flixu.translations.translate(catalogue, from: "en", to: ["de", "fr"])
        }
        #expect(translated.problems == [])
        #expect(translated.batches.map(\.parts.count) == [3])
        for language in ["de", "fr"] {
            let file = try #require(translated[language])
            let lines = String(decoding: file, as: UTF8.self).split(separator: "\n")
            #expect(lines.count == 1_203)
            #expect(lines[1201].hasPrefix("\"k.1201\": \""))
            #expect(lines[1201].hasSuffix("Text 1201 of %@\""))
            #expect(lines[1201] != "\"k.1201\": \"Text 1201 of %@\"")
        }
    }

    @Test("of Xcode get all languages in one file, and the second time there is nothing to do")
    func xcstrings() async throws {
        let rig = try EmulatedFlixu()
        let file = #"{"sourceLanguage":"en","strings":{"%lld days":{},"Open":{},"%@":{}},"version":"1.0"}"#
        let catalogue = try StringCatalogue(Data(file.utf8), format: .xcstrings)
        try await rig.time.run {
            let translated = try await rig.flixu.translations.translate(catalogue, to: ["de", "ja"])
            #expect(translated.problems == [])
            #expect(translated.files.map(\.languages) == [["de", "ja"]])
            let again = try StringCatalogue(translated.files[0].data, format: .xcstrings)
            #expect(again.units(toTranslateInto: "ja") == [])
            let second = try await rig.flixu.translations.translate(again, to: ["de", "ja"])
            #expect(second.files[0].data == again.data)
            #expect(second.batches.isEmpty)
        }
    }

    @Test("keep what came when a request is lost, and name what did not")
    func lost() async throws {
        let rig = try EmulatedFlixu(faults: FaultPlan([.call(2, of: .flixuBatch, .dropAfter)]))
        let texts = (1...700).map { "\"k\($0)\" = \"Text \($0)\";" }.joined(separator: "\n")
        let catalogue = try StringCatalogue(Data(texts.utf8), format: .strings)
        let translated = try await rig.time.run {
            try await rig.flixu.translations.translate(
                catalogue, from: "en", to: ["de"], options: FlixuBatchOptions(maxConcurrentParts: 1))
        }
        #expect(translated.problems.map(\.unit.path) == (501...700).map { "\"k\($0)\"" })
        #expect(translated.failures.map { $0.error?.code } == [.submissionUncertain])
    }
}
