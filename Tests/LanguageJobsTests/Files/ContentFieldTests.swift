import LanguageJobs
import Testing

@Suite struct ContentRangeTests {
    @Test("A range names its first and last byte, and the total unless it is not known")
    func read() {
        let range = ContentRange("bytes 6-10/11")
        #expect([range?.first, range?.last, range?.total] == [6, 10, 11])
        let open = ContentRange("Bytes 0-0/*")
        #expect([open?.first, open?.last, open?.total] == [0, 0, nil])
        let large = ContentRange("bytes 4294967296-9223372036854775806/9223372036854775807")
        #expect(large?.first == 4_294_967_296)
        #expect(large?.total == .max)
    }

    @Test(
        "What is no range of bytes is none",
        arguments: [
            nil, "", "bytes", "bytes ", "bytes 6-10", "bytes 6/11", "bytes -10/11", "bytes 6-/11",
            "bytes */11", "items 6-10/11", "6-10/11", "bytes 10-6/11", "bytes -6--1/11", "bytes a-b/11",
            "bytes 6-10/11/12", "bytes 6-7-8/11", "bytes 99999999999999999999-99999999999999999999/*",
        ] as [String?])
    func refused(text: String?) {
        #expect(ContentRange(text) == nil)
    }
}

@Suite struct ContentDispositionTests {
    @Test(
        "The suggested name is read in all its forms",
        arguments: [
            (#"attachment; filename="a.xlf""#, "a.xlf"), ("attachment; filename=a.xlf", "a.xlf"),
            ("attachment;filename=a.xlf;size=7", "a.xlf"), (#"inline; FileName = "a b.xlf" "#, "a b.xlf"),
            (#"attachment; filename="a;b=c.xlf"; x=y"#, "a;b=c.xlf"),
            (#"attachment; filename="a \"b\" c.xlf""#, #"a "b" c.xlf"#),
            ("attachment; filename*=UTF-8''%E6%97%A5%E6%9C%AC.xlf", "日本.xlf"),
            ("attachment; filename*=utf-8'ja'%E6%97%A5.xlf; filename=fallback.xlf", "日.xlf"),
            (#"attachment; filename="fallback.xlf"; filename*=UTF-8''%E2%82%AC.xlf"#, "€.xlf"),
            ("attachment; filename*=ISO-8859-1''%A3.xlf; filename=fallback.xlf", "fallback.xlf"),
            ("attachment; filename*=UTF-8''%FF.xlf; filename=fallback.xlf", "fallback.xlf"),
            ("attachment; filename*=nonsense; filename=fallback.xlf", "fallback.xlf"),
            ("attachment; flag; filename=a.xlf", "a.xlf"),
            ("attachment; filename=a.xlf; filename=b.xlf", "a.xlf"),
            (#"attachment; filename="unterminated.xlf"#, "unterminated.xlf"),
            ("attachment; filename=日本.xlf", "日本.xlf"),
        ])
    func read(header: String, name: String) {
        #expect(ContentDisposition.filename(header) == name)
    }

    @Test(
        "A name is a name only, whatever it was to be",
        arguments: [
            ("../../etc/passwd", "passwd"), ("/etc/passwd", "passwd"), (#"..\\..\\boot.ini"#, "boot.ini"),
            (#"C:\\Windows\\x.exe"#, "x.exe"), ("C:x.exe", "x.exe"), (".bashrc", "bashrc"),
            ("...hidden", "hidden"), ("a/", "a"), ("  spaced.xlf ", "spaced.xlf"),
            ("a\u{0}b\u{1B}c\u{7F}d\n.xlf", "abcd.xlf"), ("a\u{202E}fdp.exe", "afdp.exe"),
            ("\u{2066}a\u{2069}.xlf", "a.xlf"),
        ])
    func safe(name: String, expected: String) {
        #expect(ContentDisposition.filename(#"attachment; filename="\#(name)""#) == expected)
    }

    @Test("An encoded name is made safe after it was decoded")
    func encoded() {
        #expect(
            ContentDisposition.filename("attachment; filename*=UTF-8''..%2F..%2Fetc%2Fpasswd") == "passwd")
        #expect(ContentDisposition.filename("attachment; filename*=UTF-8''a%00%0D%0Ab") == "ab")
    }

    @Test(
        "What leaves no name is none",
        arguments: [
            nil, "", "attachment", "attachment;", "attachment; filename=", #"attachment; filename="""#,
            #"attachment; filename="..""#, #"attachment; filename=".""#, #"attachment; filename="/""#,
            #"attachment; filename="   ""#, "attachment; filename*=UTF-8''", "attachment; size=7",
            "filename=a.xlf",
        ] as [String?])
    func none(header: String?) {
        #expect(ContentDisposition.filename(header) == nil)
    }

    @Test("A name is cut to a length that file systems take", arguments: ["a", "日", "🧪"])
    func long(character: String) throws {
        let header = "attachment; filename=\"\(String(repeating: character, count: 500))\""
        let name = try #require(ContentDisposition.filename(header))
        #expect(name.utf8.count <= 200)
        #expect(name.utf8.count > 190)
    }
}
