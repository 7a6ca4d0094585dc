import Foundation
import LanguageJobsTesting
import Testing

@Suite("The revisions in a refined document")
struct RefinementReportTests {
    private static let units = """
        <trans-unit id="1"><source>Tea</source><target>茶  を.</target></trans-unit>\
        <trans-unit id="2"><source>1,200</source><target>1  200 .</target></trans-unit>
        """

    private func reports(
        _ options: RefinementOptions, units: String = units
    ) throws -> [ReportReading.Report] {
        let refinement = try Refinement(of: document12(units, to: "ja"), options: options)
        return ReportReading(refinement.document.serialized()).reports
    }

    @Test("Full output has every revision with its remark")
    func full() throws {
        let english = ["xml:lang": "en"]
        #expect(
            try reports(RefinementOptions(maxRevisions: 3)) == [
                ReportReading.Report(
                    attributes: ["revisions": "3"],
                    revisions: [
                        ReportReading.Revision(
                            number: "1", text: "茶 を. [refined ×1]", remark: "Spacing corrected.",
                            remarkAttributes: english),
                        ReportReading.Revision(
                            number: "2", text: "茶 を。 [refined ×2]", remark: "Punctuation corrected.",
                            remarkAttributes: english),
                        ReportReading.Revision(
                            number: "3", text: "茶 を。 [refined ×3]", remark: "Read again, nothing to correct.",
                            remarkAttributes: english),
                    ]),
                ReportReading.Report(
                    attributes: ["revisions": "0"], revisions: [], remark: "A number, left as it is."),
            ])
    }

    @Test("Output of translations has every revision without remarks")
    func translations() throws {
        #expect(
            try reports(RefinementOptions(maxRevisions: 2, outputMode: .translations)) == [
                ReportReading.Report(
                    attributes: ["revisions": "2"],
                    revisions: [
                        ReportReading.Revision(number: "1", text: "茶 を. [refined ×1]"),
                        ReportReading.Revision(number: "2", text: "茶 を。 [refined ×2]"),
                    ]),
                ReportReading.Report(attributes: ["revisions": "0"]),
            ])
    }

    @Test("Output of none has the final targets alone")
    func none() throws {
        let options = RefinementOptions(maxRevisions: 2, outputMode: .none)
        let refinement = try Refinement(of: document12(Self.units, to: "ja"), options: options)
        let expected = text12(Self.units.replacing("茶  を.", with: "茶 を。 [refined ×2]"), to: "ja")
        #expect(try refinement.document.serializedText == expected)
    }

    @Test("Numbers that are excluded are left without a report")
    func excludedNumbers() throws {
        let options = RefinementOptions(excludeNumericSegments: true, maxRevisions: 1)
        #expect(try reports(options).map(\.attributes) == [["revisions": "1"]])
        let document = try Refinement(of: document12(Self.units, to: "ja"), options: options).document
        #expect(document.segments[1].target?.plainText == "1  200 .")
    }

    @Test("Remarks say when there was nothing to correct")
    func nothingToCorrect() throws {
        let units = "<trans-unit id='1'><source>Tea</source><target>茶</target></trans-unit>"
        #expect(
            try reports(RefinementOptions(maxRevisions: 2), units: units)[0].revisions.map(\.remark) == [
                "Spacing checked, nothing to correct.", "Punctuation checked, nothing to correct.",
            ])
    }

    @Test(
        "Remarks are in the language asked for, or in English that says so",
        arguments: [
            ("ja", "空白を修正しました。", ["xml:lang": "ja"]),
            ("de-AT", "Leerzeichen korrigiert.", ["xml:lang": "de"]),
            ("KO", "띄어쓰기를 수정했습니다.", ["xml:lang": "ko"]), ("en_GB", "Spacing corrected.", ["xml:lang": "en"]),
            ("fi", "Spacing corrected.", ["xml:lang": "en", "requested-language": "fi"]),
            ("\"<", "Spacing corrected.", ["xml:lang": "en", "requested-language": "\"<"]),
        ])
    func noteLanguage(asked: String, remark: String, attributes: [String: String]) throws {
        let revision = try reports(RefinementOptions(maxRevisions: 1, noteLanguage: asked))[0].revisions[0]
        #expect(revision.remark == remark)
        #expect(revision.remarkAttributes == attributes)
    }

    @Test("Remarks are in the source language when no other is asked for")
    func defaultNoteLanguage() throws {
        let text = text12(Self.units, to: "en").replacing(
            "source-language=\"en\"", with: "source-language=\"ja\"")
        let document = try XLIFFDocument(parsing: Data(text.utf8))
        let refined = try Refinement(of: document, options: RefinementOptions(maxRevisions: 1)).document
        let reports = ReportReading(refined.serialized()).reports
        #expect(reports[0].revisions[0].remark == "空白を修正しました。")
        #expect(reports[1].remark == "数値のため変更しません。")
    }

    @Test("Domain, instructions and removed hyphens are attributes, whatever characters they have")
    func attributes() throws {
        let units = "<trans-unit id='1'><source>trans-\nla\u{AD}tion</source></trans-unit>"
        let options = RefinementOptions(
            maxRevisions: 1, domain: "A & B", customInstructions: "Keep <b> \"as\" 'is'\n\t- 第二行 ]]> \u{2}")
        #expect(
            try reports(options, units: units)[0].attributes == [
                "revisions": "1", "domain": "A & B", "hyphens-removed": "2",
                "instructions": "Keep <b> \"as\" 'is'\n\t- 第二行 ]]> \u{FFFD}",
            ])
    }

    @Test("Reports of 2.0 name their segment and stand first in the unit")
    func version20() throws {
        let text = text20(
            """
            <unit id="u">
              <notes><note>A note.</note></notes>
              <segment id="s1"><source>Tea</source></segment>
              <segment><source>Coffee</source></segment>
            </unit>
            """)
        let options = RefinementOptions(maxRevisions: 1, outputMode: .translations)
        let refined = try Refinement(of: XLIFFDocument(parsing: Data(text.utf8)), options: options).document
        let report = { (segment: String, target: String) in
            """

              <lj:refinement xmlns:lj="urn:language-jobs:refinement" segment="\(segment)" revisions="1">
                <lj:revision number="1">
                  <lj:text>\(target)</lj:text>
                </lj:revision>
              </lj:refinement>
            """
        }
        let expected =
            text
            .replacing(
                "<unit id=\"u\">",
                with:
                    "<unit id=\"u\">\(report("s1", "Tea [refined ×1]"))\(report("#2", "Coffee [refined ×1]"))"
            )
            .replacing("Tea</source>", with: "Tea</source><target>Tea [refined ×1]</target>")
            .replacing("Coffee</source>", with: "Coffee</source><target>Coffee [refined ×1]</target>")
        #expect(try refined.serializedText == expected)
    }

    @Test("Reports of 1.2 stand last in the unit, after a target that is added at the same place")
    func version12() throws {
        let units = "\r\n\t<trans-unit id='1'>\r\n\t\t<source>Tea</source>\r\n\t</trans-unit>\r\n"
        let options = RefinementOptions(maxRevisions: 1, outputMode: .translations)
        let refined = try Refinement(of: document12(units), options: options).document
        let addition = [
            "<target>Tea [refined ×1]</target>",
            "<lj:refinement xmlns:lj=\"urn:language-jobs:refinement\" revisions=\"1\">",
            "  <lj:revision number=\"1\">", "    <lj:text>Tea [refined ×1]</lj:text>", "  </lj:revision>",
            "</lj:refinement>",
        ].map { "\r\n\t\t\($0)" }.joined()
        #expect(
            try refined.serializedText == text12(units.replacing("</source>", with: "</source>" + addition)))
    }
}
