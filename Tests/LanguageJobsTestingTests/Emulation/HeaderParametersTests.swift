import Testing

@testable import LanguageJobsTesting

@Suite struct HeaderParametersTests {
    @Test(
        "A file name is read as it was meant",
        arguments: [
            (#"form-data; name="file"; filename="a b;c.pdf""#, "a b;c.pdf"),
            (#"form-data; filename=plain.pdf; name=file"#, "plain.pdf"),
            (#"form-data; name="file"; filename="say \"hi\".xlf""#, #"say "hi".xlf"#),
            (#"form-data; name="file"; filename="say %22hi%22.xlf""#, #"say "hi".xlf"#),
            (#"form-data; name="file"; filename="C:\temp\a.xlf""#, #"C:\temp\a.xlf"#),
            (#"form-data; name="file"; filename="100% + #1.xlf""#, "100% + #1.xlf"),
            (#"form-data; name="file"; filename="Überprüfung 文書.xlf""#, "Überprüfung 文書.xlf"),
            (#"FORM-DATA;NAME="file" ; FileName="a.xlf" "#, "a.xlf"),
        ])
    func filename(text: String, name: String) throws {
        let parameters = try HeaderParameters(text)
        #expect(parameters.value == "form-data")
        #expect(parameters["name"] == "file")
        #expect(parameters["filename"] == name)
    }

    @Test("An extended parameter is decoded")
    func extended() throws {
        let parameters = try HeaderParameters(
            #"form-data; filename="x"; filename*=utf-8'en'%E2%82%AC%20rates"#)
        #expect(try parameters.extended("filename") == "€ rates")
        #expect(try parameters.extended("name") == nil)
    }

    @Test(
        "An extended parameter in another form is refused",
        arguments: ["a; f*=plain", "a; f*=iso-8859-1''x", "a; f*=utf-8''%FF", "a; f*=utf-8'x"])
    func extendedForms(text: String) throws {
        let parameters = try HeaderParameters(text)
        #expect(throws: MultipartError.self) { try parameters.extended("f") }
    }

    @Test(
        "Malformed parameters are refused",
        arguments: [
            "a; b", "a; b=", "a; =c", "a;", "a; b=\"open", "a; b=\"c\\", "a; b=c; b=d", "a; b=\"c\"d",
            "a; b=c d",
        ])
    func malformed(text: String) {
        #expect(throws: MultipartError.self) { try HeaderParameters(text) }
    }

    @Test("A value needs no parameters")
    func plain() throws {
        let parameters = try HeaderParameters(" Application/JSON ")
        #expect(parameters.value == "application/json")
        #expect(parameters["charset"] == nil)
    }
}
