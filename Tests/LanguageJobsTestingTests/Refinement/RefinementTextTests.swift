import LanguageJobsTesting
import Testing

@Suite("Refining the text of a segment")
struct RefinementTextTests {
    /// The target that a unit has after one job without reports.
    private func refined(
        source: String = "Tea", target: String?, to language: String? = "ja",
        _ options: RefinementOptions = RefinementOptions(maxRevisions: 2)
    ) throws -> XLIFFContent {
        let unit =
            "<trans-unit id='1'><source>\(source)</source>\(target.map { "<target>\($0)</target>" } ?? "")"
        let refinement = try Refinement(
            of: document12(unit + "</trans-unit>", to: language), options: options)
        return try #require(refinement.document.segments[0].target)
    }

    @Test(
        "Spacing is corrected first",
        arguments: [
            ("a  b\t c", "a b c [refined ×1]"), ("a , b .", "a, b. [refined ×1]"),
            ("costs .5 mm", "costs .5 mm [refined ×1]"), ("保存 。", "保存。 [refined ×1]"),
            ("a ! b ; c", "a ! b ; c [refined ×1]"), ("a b", "a b [refined ×1]"),
            ("line\n  two", "line\n two [refined ×1]"), (" . ", " . [refined ×1] "),
        ])
    func spacing(target: String, expected: String) throws {
        #expect(
            try refined(target: target, to: "fr", RefinementOptions(maxRevisions: 1)).plainText == expected)
    }

    @Test(
        "Punctuation is corrected second, full-width where the target language has it",
        arguments: [
            ("ja", "待つ...", "待つ…"), ("ja", "はい,どうぞ.", "はい、どうぞ。"), ("zh-CN", "你好,世界!", "你好，世界！"),
            ("ja", "バージョン.2", "バージョン.2"), ("ja", "OK?", "OK?"), ("ja", "良い?", "良い？"), ("ja_JP", "茶.", "茶。"),
            ("de", "Warten...", "Warten…"), ("de", "茶.", "茶."), ("de", "a.. b....", "a.. b...."),
        ])
    func punctuation(language: String, target: String, expected: String) throws {
        #expect(try refined(target: target, to: language).plainText == "\(expected) [refined ×2]")
    }

    @Test("One revision leaves the punctuation alone")
    func oneRevision() throws {
        let content = try refined(target: "はい  ,どうぞ...", RefinementOptions(maxRevisions: 1))
        #expect(content.plainText == "はい ,どうぞ... [refined ×1]")
    }

    @Test(
        "The mark shows the number of revisions, which stays in the range of the service",
        arguments: [
            (1, 1), (3, 3), (10, 10), (0, 1), (-5, 1), (11, 10), (.max, 10),
        ])
    func revisionCount(asked: Int, made: Int) throws {
        let content = try refined(target: "茶", RefinementOptions(maxRevisions: asked))
        #expect(content.plainText == "茶 [refined ×\(made)]")
    }

    @Test("Six revisions are made when nothing else is asked")
    func defaultCount() throws {
        #expect(try refined(target: "茶", RefinementOptions()).plainText == "茶 [refined ×6]")
    }

    @Test(
        "The mark names the domain, on one line and without what XML cannot hold",
        arguments: [
            ("IR", "茶 [refined ×2, IR]"), (" <a>\n&  b\u{1}", "茶 [refined ×2, <a> & b\u{FFFD}]"),
            (" \n", "茶 [refined ×2]"),
        ])
    func domain(domain: String, expected: String) throws {
        let content = try refined(target: "茶", RefinementOptions(maxRevisions: 2, domain: domain))
        #expect(content.plainText == expected)
    }

    @Test(
        "The mark stands after the last word, inside of tags and before white space",
        arguments: [
            ("<g id='1'>a</g>", "<g id='1'>a [refined ×2]</g>"),
            ("<g id='1'>a</g> ", "<g id='1'>a [refined ×2]</g> "),
            ("a<x id='1'/>", "a [refined ×2]<x id='1'/>"), ("<x id='1'/>", "<x id='1'/>[refined ×2]"),
            ("a\n", "a [refined ×2]\n"), ("<g id='1'> </g>", "<g id='1'> </g>[refined ×2]"),
        ])
    func markPlace(target: String, expected: String) throws {
        let document = try document12(
            "<trans-unit id='1'><source>a</source><target>\(target)</target></trans-unit>", to: "ja")
        let options = RefinementOptions(maxRevisions: 2, outputMode: .none)
        let text = try Refinement(of: document, options: options).document.serializedText
        #expect(text.contains("<target>\(expected)</target>"), "\(text)")
    }

    @Test(
        "A target is made from the source where there is none or nothing in it", arguments: [nil, "", " \n "])
    func missingTarget(target: String?) throws {
        let content = try refined(source: "a <x id='1'/> &lt;b>", target: target)
        #expect(content.plainText == "a  <b> [refined ×2]")
        #expect(content.tags.map(\.raw) == ["<x id='1'/>"])
    }

    @Test("A segment without any text gets the mark alone")
    func emptySegment() throws {
        #expect(try refined(source: "", target: nil).pieces == [.text("[refined ×2]")])
    }

    @Test(
        "Hyphens that only break a word are taken out of the source, unless they are to stay",
        arguments: [
            ("trans-\nlation", "translation", "trans-\nlation"),
            ("trans-  \n  lation", "translation", "trans- \n lation"), ("so\u{AD}ft", "soft", "so\u{AD}ft"),
            ("trans\u{2010}\r\nlation", "translation", "trans\u{2010}\nlation"),
            ("well-known", "well-known", "well-known"),
            ("pre- and post-", "pre- and post-", "pre- and post-"),
            ("A1-\n2", "A1-\n2", "A1-\n2"), ("Anglo-\nSaxon", "Anglo-\nSaxon", "Anglo-\nSaxon"),
            ("-\na", "-\na", "-\na"),
        ])
    func hyphenation(source: String, removed: String, kept: String) throws {
        let once = RefinementOptions(maxRevisions: 1)
        #expect(try refined(source: source, target: nil, once).plainText == "\(removed) [refined ×1]")
        let keeping = RefinementOptions(removeHyphenation: false, maxRevisions: 1)
        #expect(try refined(source: source, target: nil, keeping).plainText == "\(kept) [refined ×1]")
    }
}
