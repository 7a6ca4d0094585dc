import Testing

@testable import LanguageJobsTesting

@Suite struct FalaraTextTests {
    @Test(
        "Running text is cut behind sentences and at line ends, and put together as it was",
        arguments: [
            ("Eins. Zwei! Drei?", ["Eins.", "Zwei!", "Drei?"]),
            ("Version 3.5 ist da. Ja", ["Version 3.5 ist da.", "Ja"]),
            ("Titel\n\n  Absatz eins.\tZwei.\r\n", ["Titel", "Absatz eins.", "Zwei."]),
            ("これは文です。次の文です！", ["これは文です。", "次の文です！"]),
            ("Warte… dann geh.", ["Warte…", "dann geh."]),
            ("ohne Punkt", ["ohne Punkt"]),
            (" \n ", []),
        ])
    func segments(text: String, expected: [String]) {
        let segmenter = FalaraSegmenter(text)
        #expect(segmenter.segments == expected)
        #expect(segmenter.assembled(expected) == text)
        #expect(
            segmenter.assembled(expected.map { "<\($0)>" })
                == expected.reduce(into: text) { text, segment in
                    text = text.replacing(segment, with: "<\(segment)>")
                })
    }

    @Test(
        "A translation is marked with its language, and keeps spaces, tags and placeholders",
        arguments: [
            ("Hallo {name}", "[en] Hallo {name}"), ("  <b>Fett</b> %1$@ ", "  [en] <b>Fett</b> %1$@ "),
            ("", ""), (" \n", " \n"),
        ])
    func translation(text: String, expected: String) {
        #expect(FalaraTranslator(targetLanguage: "en").translate(text) == expected)
    }

    @Test("Terms are put in without regard to case, the longest first")
    func terms() {
        let translator = FalaraTranslator(
            targetLanguage: "en", terms: ["haus": "house", "haustür": "front door", "": "nothing"])
        #expect(translator.translate("Die HAUSTÜR am Haus") == "[en] Die front door am house")
    }
}
