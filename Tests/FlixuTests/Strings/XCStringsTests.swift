import Flixu
import Foundation
import TestSupport
import Testing

@Suite("String catalogues of Xcode")
struct XCStringsTests {
    private static func catalogue() throws -> StringCatalogue {
        try StringCatalogue(
            contentsOf: Fixture.root.appending(path: "strings/Localizable.xcstrings"))
    }

    private static func value(_ file: Data, _ path: String...) throws -> JSONValue? {
        let whole = try JSONDecoder().decode(JSONValue.self, from: file)
        return path.reduce(whole) { $0?[$1] }
    }

    private static let german = [
        "s1": "%1$lld Datei in %2$@", "s2": "%1$lld Dateien in %2$@", "s3": "Entfernen", "s4": "Hier klicken",
        "s5": "Hier tippen", "s6": "%arg Ordner", "s7": "%arg Ordner",
    ]

    @Test("each text of the source language is a unit, in the file's order")
    func units() throws {
        let catalogue = try Self.catalogue()
        #expect(catalogue.format == .xcstrings)
        #expect(catalogue.sourceLanguage == "en")
        #expect(
            catalogue.units.map { [$0.key, $0.path, $0.text] } == [
                ["s1", #""%lld files in %@".variations.plural.one"#, "%1$lld file in %2$@"],
                ["s2", #""%lld files in %@".variations.plural.other"#, "%1$lld files in %2$@"],
                ["s3", #""Delete""#, "Delete"],
                ["s4", #""device.hint".variations.device.mac"#, "Click here"],
                ["s5", #""device.hint".variations.device.other"#, "Tap here"],
                ["s6", #""folders.summary".substitutions.folders.variations.plural.one"#, "%arg folder"],
                ["s7", #""folders.summary".substitutions.folders.variations.plural.other"#, "%arg folders"],
            ])
    }

    @Test("a file to which nothing is applied keeps its bytes")
    func untouched() throws {
        let catalogue = try Self.catalogue()
        #expect(catalogue.data == (try Fixture.data("strings/Localizable.xcstrings")))
        #expect(try catalogue.applying([:]).files.map(\.data) == [catalogue.data])
        let empty = try catalogue.applying([:], to: ["fr"])
        #expect(empty["fr"] == catalogue.data)
        #expect(empty.problems.map(\.unit.key) == ["s1", "s2", "s3", "s4", "s5", "s6", "s7"])
        #expect(empty.problems.allSatisfy { $0.reason == .missing && $0.language == "fr" })
        #expect(empty.pluralGaps.isEmpty)
    }

    @Test("a plural is written with the source's categories, in the alphabet's place, as Xcode writes")
    func plurals()
        throws
    {
        let translated = try Self.catalogue().applying(["de": Self.german])
        #expect(translated.problems == [])
        #expect(translated.files.map(\.languages) == [["de"]])
        let text = try #require(translated["de"].map { String(decoding: $0, as: UTF8.self) })
        let expected = """
                  "localizations" : {
                    "de" : {
                      "variations" : {
                        "plural" : {
                          "one" : {
                            "stringUnit" : {
                              "state" : "needs_review",
                              "value" : "%1$lld Datei in %2$@"
                            }
                          },
                          "other" : {
                            "stringUnit" : {
                              "state" : "needs_review",
                              "value" : "%1$lld Dateien in %2$@"
                            }
                          }
                        }
                      }
                    },
                    "en" : {
            """
        #expect(text.contains(expected))
    }

    @Test("a substitution keeps its argument, and the text around it that has no letters")
    func substitutions() throws {
        let catalogue = try Self.catalogue()
        let translated = try catalogue.applying(["de": Self.german], state: .translated)
        let text = try #require(translated["de"].map { String(decoding: $0, as: UTF8.self) })
        let expected = """
                    "de" : {
                      "stringUnit" : {
                        "state" : "translated",
                        "value" : "%#@folders@"
                      },
                      "substitutions" : {
                        "folders" : {
                          "argNum" : 1,
                          "formatSpecifier" : "lld",
                          "variations" : {
                            "plural" : {
                              "one" : {
                                "stringUnit" : {
                                  "state" : "translated",
                                  "value" : "%arg Ordner"
                                }
                              },
            """
        #expect(text.contains(expected))
    }

    @Test("what a person translated is kept, unless it shall be replaced")
    func kept() throws {
        let catalogue = try Self.catalogue()
        #expect(catalogue.units(toTranslateInto: "de").map(\.key) == ["s1", "s2", "s4", "s5", "s6", "s7"])
        #expect(catalogue.units(toTranslateInto: "de", replacing: true).count == 7)
        #expect(catalogue.units(toTranslateInto: "ru").count == 7)
        let kept = try catalogue.applying(["de": Self.german])
        #expect(
            kept["de"].map { String(decoding: $0, as: UTF8.self).contains(#""value" : "Löschen""#) } == true)
        let replaced = try catalogue.applying(["de": Self.german], replacing: true)
        let text = try #require(replaced["de"].map { String(decoding: $0, as: UTF8.self) })
        #expect(!text.contains("Löschen"))
        #expect(text.contains(#""value" : "Entfernen""#))
    }

    @Test("unknown members and the spelling of numbers survive")
    func unknown() throws {
        let russian = Dictionary(uniqueKeysWithValues: Self.german.map { ($0, $0 == "s3" ? "Удалить" : $1) })
        let translated = try Self.catalogue().applying(["ru": russian])
        let text = try #require(translated["ru"].map { String(decoding: $0, as: UTF8.self) })
        let expected = """
                  "futureMember" : {
                    "precision" : 1.50e3,
                    "list" : [

                    ]
                  },
                  "localizations" : {
                    "de" : {
                      "stringUnit" : {
                        "state" : "translated",
                        "value" : "Löschen"
                      }
                    },
                    "ru" : {
                      "stringUnit" : {
                        "state" : "needs_review",
                        "value" : "Удалить"
                      },
                      "unknown" : true
                    }
                  }
            """
        #expect(text.contains(expected))
    }

    @Test("an entry without localizations gets them")
    func noLocalizations() throws {
        let catalogue = try StringCatalogue(
            Data(
                #"{"sourceLanguage":"en","strings":{"OK":{"shouldTranslate":true},"No \/ \"x\"":{}},"version":"1.0"}"#
                    .utf8),
            format: .xcstrings)
        let translated = try catalogue.applying([
            "de": ["s1": "In Ordnung", "s2": #"Nein / "x""#], "fr": ["s1": "D'accord"],
        ])
        let expected = #"""
            {"sourceLanguage":"en","strings":{"OK":{
                  "localizations" : {
                    "de" : {
                      "stringUnit" : {
                        "state" : "needs_review",
                        "value" : "In Ordnung"
                      }
                    },
                    "fr" : {
                      "stringUnit" : {
                        "state" : "needs_review",
                        "value" : "D'accord"
                      }
                    }
                  },
                  "shouldTranslate" : true
                },"No \/ \"x\"":{
                  "localizations" : {
                    "de" : {
                      "stringUnit" : {
                        "state" : "needs_review",
                        "value" : "Nein / \"x\""
                      }
                    }
                  }
                }},"version":"1.0"}
            """#
        #expect(translated.files.map { String(decoding: $0.data, as: UTF8.self) } == [expected])
        #expect(translated.problems.map(\.description) == [#"fr, "No / "x"": there is no translation"#])
    }

    @Test("half an entry is not written, and each of its units is named with what was paid for")
    func half() throws {
        var german = Self.german
        german["s2"] = "%lld Dateien"
        german["s7"] = nil
        let translated = try Self.catalogue().applying(["de": german])
        #expect(
            translated.problems.map { [$0.unit.key, $0.translation ?? "-"] } == [
                ["s1", "%1$lld Datei in %2$@"], ["s2", "%lld Dateien"], ["s6", "%arg Ordner"], ["s7", "-"],
            ])
        #expect(
            translated.problems.map(\.reason) == [
                .incomplete, .specifiers(missing: ["%2$@"], unexpected: []), .incomplete, .missing,
            ])
        let text = try #require(translated["de"].map { String(decoding: $0, as: UTF8.self) })
        #expect(!text.contains("Datei"))
        #expect(!text.contains("Ordner"))
        #expect(text.contains("Hier tippen"))
    }

    @Test("languages that need more plural categories than the source has are told")
    func gaps() throws {
        let texts = Self.german
        let translated = try Self.catalogue().applying(
            ["de": texts, "ru": texts, "ar": texts, "ja": texts, "tlh": texts],
            to: ["ru", "de", "ja", "ar", "tlh"])
        #expect(translated.files.map(\.languages) == [["ru", "de", "ja", "ar", "tlh"]])
        #expect(
            translated.pluralGaps.map { [$0.language] + $0.categories } == [
                ["ru", "few", "many"], ["ar", "few", "many", "two", "zero"],
            ])
    }

    @Test("plural categories of a language's own stay when its translation is replaced")
    func ownCategories() throws {
        let plural = { (cases: String) in #"{"variations":{"plural":{\#(cases)}}}"# }
        let spelled = { (text: String) in #"{"stringUnit":{"state":"translated","value":"\#(text)"}}"# }
        let source = plural(#""one":\#(spelled("day")),"other":\#(spelled("days"))"#)
        let target = plural(#""few":\#(spelled("дня")),"other":\#(spelled("дней"))"#)
        let file =
            #"{"sourceLanguage":"en","strings":{"d":{"localizations":{"en":\#(source),"ru":\#(target)}}}}"#
        let catalogue = try StringCatalogue(Data(file.utf8), format: .xcstrings)
        let translated = try catalogue.applying(["ru": ["s1": "день", "s2": "дни"]], replacing: true)
        let cases = try Self.value(
            translated.files[0].data, "strings", "d", "localizations", "ru", "variations", "plural")
        let unit = { (state: String, text: String) -> JSONValue in
            ["stringUnit": ["state": .string(state), "value": .string(text)]]
        }
        #expect(
            cases == [
                "one": unit("needs_review", "день"), "few": unit("translated", "дня"),
                "other": unit("needs_review", "дни"),
            ])
        // `few` is there.
        #expect(translated.pluralGaps.map { [$0.language] + $0.categories } == [["ru", "many"]])
    }

    @Test("a changed entry has the line ends of the file", arguments: ["\r\n", "\n", "\r"])
    func lineEnds(_ end: String) throws {
        let lines = [
            "{", #"  "sourceLanguage" : "en","#, #"  "strings" : {"#, #"    "One" : {"#,
            #"      "list" : []"#, "    }", "  }", "}",
        ]
        let catalogue = try StringCatalogue(Data(lines.joined(separator: end).utf8), format: .xcstrings)
        let translated = try catalogue.applying(["de": ["s1": "Eins"]])
        let expected = [
            "{", #"  "sourceLanguage" : "en","#, #"  "strings" : {"#, #"    "One" : {"#,
            #"      "list" : ["#, "", "      ],", #"      "localizations" : {"#, #"        "de" : {"#,
            #"          "stringUnit" : {"#, #"            "state" : "needs_review","#,
            #"            "value" : "Eins""#, "          }", "        }", "      }", "    }", "  }", "}",
        ]
        #expect(
            translated["de"].map { String(decoding: $0, as: UTF8.self) }
                == expected.joined(separator: end))
    }

    @Test("sets of phrases are units, too")
    func phrases() throws {
        let file = #"""
            {"sourceLanguage":"en","strings":{"p":{"localizations":{"en":{"stringSet":{"state":"new","values":["Open it","Show it"]}}}}}}
            """#
        let catalogue = try StringCatalogue(Data(file.utf8), format: .xcstrings)
        #expect(
            catalogue.units.map(\.path)
                == [#""p".stringSet.values[0]"#, #""p".stringSet.values[1]"#])
        let translated = try catalogue.applying(["de": ["s1": "Öffne es", "s2": "Zeig es"]])
        let set = try Self.value(translated.files[0].data, "strings", "p", "localizations", "de", "stringSet")
        #expect(set == ["state": "needs_review", "values": ["Öffne es", "Zeig es"]])
    }

    @Test("the source language and a language without a name are no targets", arguments: ["en", ""])
    func targets(_ language: String) throws {
        let catalogue = try Self.catalogue()
        #expect {
            try catalogue.applying([language: [:]])
        } throws: {
            ($0 as? ClientError)?.code == .invalidRequest
        }
    }

    @Test(
        "a file of another shape is refused with its place",
        arguments: [
            ("{\n\"strings\":{}}", "Texts, line 1: the member “sourceLanguage” is missing, or names none"),
            (
                "{\"sourceLanguage\":\"en\"}",
                "Texts, line 1: the member “strings” is missing, or is no object"
            ),
            (
                "{\"sourceLanguage\":\"\",\"strings\":{}}",
                "Texts, line 1: the member “sourceLanguage” is missing, or names none"
            ),
            ("[]", "Texts, line 1: the member “sourceLanguage” is missing, or names none"),
            (
                "{\"sourceLanguage\":\"en\",\n\"strings\":{\"a.b\":[]}}",
                "Texts, line 2, at strings[\"a.b\"]: an object must stand there"
            ),
            (
                "{\"sourceLanguage\":\"en\",\"strings\":{\"a\":\n{\"localizations\":\n7}}}",
                "Texts, line 3, at strings.a.localizations: an object must stand there"
            ),
            (
                "{\"sourceLanguage\":\"en\",\"strings\":{\"a\":{\"localizations\":{\"en\":{\"stringUnit\":{\n\"value\":7}}}}}}",
                "Texts, line 2, at strings.a.localizations.en.stringUnit.value: a string must stand there"
            ),
            (
                "{\"sourceLanguage\":\"en\",\"strings\":{\"a\":{\"localizations\":{\"en\":{\"variations\":{\"plural\":[]}}}}}}",
                "Texts, line 1, at strings.a.localizations.en.variations.plural: an object must stand there"
            ),
        ])
    func refused(_ file: String, _ message: String) {
        #expect {
            try StringCatalogue(Data(file.utf8), format: .xcstrings, name: "Texts")
        } throws: {
            ($0 as? ClientError)?.code == .invalidRequest
                && ($0 as? ClientError)?.message == message + ". Correct the file and read it again."
        }
    }
}
