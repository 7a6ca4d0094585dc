import Foundation
import LanguageJobsTesting
import Testing

@Suite("Refusing what is not XLIFF")
struct XLIFFFaultTests {
    /// A body, what is wrong with it and on which line.
    struct Fault: Sendable, CustomTestStringConvertible {
        let text: String
        let reason: XLIFFError.Reason
        let line: Int?
        let message: String

        init(_ text: String, _ reason: XLIFFError.Reason, _ line: Int?, _ message: String) {
            self.text = text
            self.reason = reason
            self.line = line
            self.message = message
        }

        /// The same inside of a document whose first line is complete.
        static func inside(_ text: String, _ line: Int?, _ message: String) -> Fault {
            Fault("<xliff version='1.2'>\n\(text)\n</xliff>", .notWellFormed, line, message)
        }

        var testDescription: String { text }
    }

    @Test(
        "What is not well-formed is refused with its line",
        arguments: [
            Fault.inside("<a></b>", 2, "</b> stands where </a> of line 2 belongs"),
            .inside("<a>\n<b>\n</a>", 4, "</a> stands where </b> of line 3 belongs"),
            .inside("\n</a>", 3, "</a> stands where </xliff> of line 1 belongs"),
            .inside("a < b", 2, "\" \" cannot begin the name of an element"),
            .inside("<1/>", 2, "\"1\" cannot begin the name"),
            .inside("AT&T", 2, "begins no reference"),
            .inside("&;", 2, "begins no reference"),
            .inside("&", 2, "begins no reference"),
            .inside("&nbsp;", 2, "The entity &nbsp; is not one of XML's own"),
            .inside("&#0;", 2, "names no character"),
            .inside("&#xD800;", 2, "names no character"),
            .inside("&#x110000;", 2, "names no character"),
            .inside("&#+65;", 2, "names no character"),
            .inside("&#;", 2, "names no character"),
            .inside("&#x;", 2, "names no character"),
            .inside("]]>", 2, "outside of a CDATA section"),
            .inside("<a b/>", 2, "\"/\" stands in a tag where \"=\" belongs"),
            .inside("<a b=c/>", 2, "The value of b is not in quotes"),
            .inside("<a b='1'c='2'/>", 2, "Unexpected \"c\" in the tag a"),
            .inside("<a b='<'/>", 2, "stands in the value of b"),
            .inside("<a b='&x;'/>", 2, "The entity &x;"),
            .inside("<a b='1'\nb='2'/>", 3, "The attribute b stands twice"),
            .inside("<a xmlns:p='u' xmlns:q='u' p:b='1' q:b='2'/>", 2, "The attribute q:b stands twice"),
            .inside("<p:a/>", 2, "The prefix p is not declared"),
            .inside("<a p:b='1'/>", 2, "The prefix p is not declared"),
            .inside("<a xmlns:p='u'/><p:a/>", 2, "The prefix p is not declared"),
            .inside("<a xmlns:p=''/>", 2, "The prefix p cannot be bound"),
            .inside("<a xmlns:xmlns='u'/>", 2, "The prefix xmlns cannot be bound"),
            .inside("<a xmlns:xml='u'/>", 2, "The prefix xml cannot be bound"),
            .inside("<:a/>", 2, "colon in the wrong place"),
            .inside("<a:/>", 2, "colon in the wrong place"),
            .inside("<a:b:c/>", 2, "colon in the wrong place"),
            .inside("<a:1/>", 2, "colon in the wrong place"),
            .inside("<!-- a -- b -->", 2, "\"--\" stands inside a comment"),
            .inside("<!x>", 2, "begins neither a comment nor a CDATA section"),
            .inside("<?XML x?>", 2, "cannot name a processing instruction"),
            .inside("<?a:b x?>", 2, "cannot name a processing instruction"),
            .inside("<?a+?>", 2, "A space is missing after <?a"),
            .inside("<?xml version='1.0'?>", 2, "does not stand at the very beginning"),
            .inside("<!DOCTYPE xliff>", 2, "after the root element begins"),
            .inside("</xliff>\n<xliff>", 3, "A second root element"),
            .inside("</xliff>\ntext<xliff>", 2, "Text stands after the root element"),
            .inside("</xliff><![CDATA[x]]><xliff>", 2, "outside of the root element"),
            .inside("</xliff></xliff><xliff>", 2, "</xliff> closes nothing"),
            .inside("\u{1}", 2, "the character U+1"),
            .inside("<a>\u{FFFF}</a>", 2, "the character U+FFFF"),
            .inside("\r\n\r<a></b>", 4, "</b> stands where </a>"),
        ])
    func notWellFormed(fault: Fault) throws {
        try expect(fault)
    }

    @Test(
        "A bad XML declaration or document type is refused",
        arguments: [
            Fault("<?xml version='2.0'?><xliff/>", .notWellFormed, 1, "declaration is not well-formed"),
            Fault("<?xml encoding='UTF-8'?><xliff/>", .notWellFormed, 1, "declaration is not well-formed"),
            Fault("<?xml version='1.0' standalone='maybe'?><xliff/>", .notWellFormed, 1, "not well-formed"),
            Fault("<?xml version='1.0' x='1'?><xliff/>", .notWellFormed, 1, "not well-formed"),
            Fault("<?xml version='1.0'encoding='UTF-8'?><xliff/>", .notWellFormed, 1, "Unexpected \"e\""),
            Fault(" <?xml version='1.0'?><xliff/>", .notWellFormed, 1, "very beginning"),
            Fault("<!DOCTYPExliff><xliff/>", .notWellFormed, 1, "document type"),
            Fault("<!DOCTYPE xliff [x]><xliff/>", .notWellFormed, 1, "document type"),
            Fault("<!DOCTYPE xliff SYSTEM><xliff/>", .notWellFormed, 1, "document type"),
            Fault("<!DOCTYPE xliff [<?xml version='1.0'?>]><xliff/>", .notWellFormed, 1, "document type"),
            Fault("<!DOCTYPE xliff PUBLIC 'a&b' 'c'><xliff/>", .notWellFormed, 1, "document type"),
            Fault("<!DOCTYPE xliff PUBLIC 'a'><xliff/>", .notWellFormed, 1, "document type"),
            Fault("<!DOCTYPE xliff [\n<!ENTITY a 'b'>]><xliff/>", .entityDeclaration, 2, "never expanded"),
            Fault("<!DOCTYPE xliff [<!ENTITY % a SYSTEM 'b'> %a;]><xliff/>", .entityDeclaration, 1, "never"),
            Fault("<!DOCTYPE xliff [%a;]><xliff/>", .entityDeclaration, 1, "never expanded"),
        ])
    func prologue(fault: Fault) throws {
        try expect(fault)
    }

    @Test("A document type without entities is passed over")
    func harmlessDocumentType() throws {
        let subset = "<!-- ]> --><?x ]>?><!ELEMENT xliff ANY><!ATTLIST file a CDATA ']>'>"
        let text = "<!DOCTYPE xliff SYSTEM \"a>b\" [\(subset)] >" + text12("")
        let document = try XLIFFDocument(parsing: Data(text.utf8))
        #expect(document.serialized() == Data(text.utf8))
    }

    @Test(
        "What is XML but not XLIFF is refused",
        arguments: [
            Fault("", .notXLIFF, nil, "holds no XML element"),
            Fault(" \n<!-- only this -->", .notXLIFF, nil, "holds no XML element"),
            Fault("Hello, world", .notXLIFF, 1, "Text stands before the root element"),
            Fault("{\"a\": 1}", .notXLIFF, 1, "Text stands before the root element"),
            Fault("\n<html></html>", .notXLIFF, 2, "The root element is <html>"),
            Fault("<xliff/>", .unsupportedVersion, 1, "<xliff> has no version"),
            Fault("<xliff version='1.0'/>", .unsupportedVersion, 1, "XLIFF 1.0 is not supported"),
            Fault("<xliff version='1.1'/>", .unsupportedVersion, 1, "XLIFF 1.1 is not supported"),
            Fault("<xliff version='3.0'/>", .unsupportedVersion, 1, "one of 1.2, 2.0, 2.1 and 2.2"),
            Fault("<xliff version='2.0'/>", .notXLIFF, 1, "in the namespace \"\""),
            Fault("<xliff version='1.2' xmlns='urn:other'/>", .notXLIFF, 1, "in the namespace \"urn:other\""),
            Fault(
                "<xliff version='2.0' xmlns='urn:oasis:names:tc:xliff:document:1.2'/>", .notXLIFF, 1,
                "Correct one of them"),
        ])
    func notXLIFF(fault: Fault) throws {
        try expect(fault)
    }

    @Test(
        "A unit with a part missing or doubled is refused",
        arguments: [
            Fault(text12("\n<trans-unit id='1'/>"), .invalidStructure, 2, "The <trans-unit> has no <source>"),
            Fault(
                text12("<trans-unit id='1'><source/><source/></trans-unit>"), .invalidStructure, 1,
                "A second <source>"),
            Fault(
                text12("<trans-unit id='1'><source/><target/>\n<target/></trans-unit>"), .invalidStructure, 2,
                "A second <target>"),
            Fault(
                text20("<unit id='u'>\n<segment/></unit>"), .invalidStructure, 2,
                "The <segment> has no <source>"),
        ])
    func structure(fault: Fault) throws {
        try expect(fault)
    }

    @Test(
        "A file that ends too early is truncated, at the line where the unfinished part begins",
        arguments: [
            ("", "</xliff>", 1), ("<a>", "</a>", 2), ("<a>\n</a><b>\n", "</b>", 3), ("<", "inside a tag", 2),
            ("<a", "inside a tag", 2), ("<a b", "inside a tag", 2), ("<a b=", "inside a tag", 2),
            ("<a b='\n", "inside the value of b", 2), ("<a b='c'", "inside a tag", 2),
            ("<a /", "inside a tag", 2),
            ("</", "the name of an element", 2), ("</xliff", "inside an end tag", 2),
            ("<!", "inside a tag", 2),
            ("<!-", "inside a tag", 2), ("<!--\n a --", "inside a comment", 2),
            ("<!-- a", "inside a comment", 2),
            ("<![CDATA", "inside a tag", 2), ("<![CDATA[ ]]", "inside a CDATA section", 2),
            ("<?", "the name of a processing instruction", 2), ("<?a", "inside a processing instruction", 2),
            ("<?a ?", "inside a processing instruction", 2),
        ])
    func truncated(tail: String, message: String, line: Int) throws {
        try expect(Fault("<xliff version='1.2'>\n\(tail)", .truncated, line, message))
    }

    @Test(
        "A prologue that ends too early is truncated",
        arguments: [
            ("<?xml version='1.0'", "inside the XML declaration"), ("<?xml version='1.0' ", "inside the XML"),
            ("<!DOC", "inside a tag"), ("<!DOCTYPE xliff", "inside the document type"),
            ("<!DOCTYPE xliff SYSTEM ", "inside the document type"),
            ("<!DOCTYPE xliff SYSTEM 'a", "inside the"),
            ("<!DOCTYPE xliff [", "inside the document type"), ("<!DOCTYPE xliff [<!ELEMENT a", "inside the"),
        ])
    func truncatedPrologue(text: String, message: String) throws {
        try expect(Fault(text, .truncated, 1, message))
    }

    @Test("An error prints its line and what to do")
    func description() throws {
        let error = try #require(throws: XLIFFError.self) { try XLIFFDocument(parsing: Data("\n<a/>".utf8)) }
        #expect("\(error)" == "line 2: The root element is <a>, not <xliff>. Send an XLIFF document.")
        let lineless = try #require(throws: XLIFFError.self) { try XLIFFDocument(parsing: Data()) }
        #expect("\(lineless)" == "The file holds no XML element. Send an XLIFF document.")
    }

    private func expect(_ fault: Fault) throws {
        let error = try #require(throws: XLIFFError.self) {
            try XLIFFDocument(parsing: Data(fault.text.utf8))
        }
        #expect(error.reason == fault.reason)
        #expect(error.line == fault.line)
        #expect(error.message.contains(fault.message), "\(error)")
    }
}
