import Foundation
import LanguageJobs
import Testing

@Suite("multipart/form-data bodies")
struct MultipartFormTests {
    private func bytes(of form: MultipartForm) async throws -> Data {
        try await form.body.open().collect(upTo: 1 << 24)
    }

    @Test("The bytes are as RFC 7578 has them")
    func wholeBody() async throws {
        let form = MultipartForm(
            [
                .field(name: "purpose", value: "refine\nthis"),
                .file(
                    name: "file",
                    .data(Data("<xliff/>".utf8), filename: "a.xlf", contentType: "application/xliff+xml"),
                    size: 8),
            ], boundary: "edge")
        let expected = [
            "--edge", #"Content-Disposition: form-data; name="purpose""#, "", "refine\nthis",
            "--edge", #"Content-Disposition: form-data; name="file"; filename="a.xlf""#,
            "Content-Type: application/xliff+xml", "", "<xliff/>",
            "--edge--", "",
        ].joined(separator: "\r\n")
        #expect(String(decoding: try await bytes(of: form), as: UTF8.self) == expected)
        #expect(form.contentLength == Int64(expected.utf8.count))
        #expect(form.contentType == "multipart/form-data; boundary=edge")
    }

    @Test("A form without parts is its end")
    func noParts() async throws {
        let form = MultipartForm([], boundary: "edge")
        #expect(try await bytes(of: form) == Data("--edge--\r\n".utf8))
        #expect(form.contentLength == 10)
    }

    @Test(
        "Names are escaped as browsers do, so that none can add a header or end a value",
        arguments: [
            (#"a"b.xlf"#, "a%22b.xlf"), ("a\r\nContent-Type: x", "a%0D%0AContent-Type: x"),
            ("a\nb\rc", "a%0Ab%0Dc"),
            ("訳文 ü.xlf", "訳文 ü.xlf"), (#"a\b%22;c"#, #"a\b%22;c"#), ("", ""),
        ])
    func escaping(name: String, escaped: String) async throws {
        let source = UploadSource.data(Data("x".utf8), filename: name, contentType: nil)
        let form = MultipartForm(
            [.field(name: name, value: "v"), .file(name: name, source, size: 1)], boundary: "e")
        let text = String(decoding: try await bytes(of: form), as: UTF8.self)
        #expect(text.contains("--e\r\nContent-Disposition: form-data; name=\"\(escaped)\"\r\n\r\nv\r\n"))
        #expect(
            text.contains(
                "form-data; name=\"\(escaped)\"; filename=\"\(escaped)\"\r\nContent-Type: application/octet-stream\r\n"
            ))
    }

    @Test("A media type keeps its quotes and adds no header")
    func mediaType() async throws {
        let type = "text/plain; charset=\"utf-8\"\r\nX-Evil: 1"
        let source = UploadSource.data(Data("x".utf8), filename: "f", contentType: type)
        let text = String(
            decoding: try await bytes(of: MultipartForm([.file(name: "f", source, size: 1)])), as: UTF8.self)
        #expect(text.contains("Content-Type: text/plain; charset=\"utf-8\"%0D%0AX-Evil: 1\r\n\r\nx\r\n"))
    }

    @Test("Boundaries differ, are short enough and made of safe characters")
    func boundaries() {
        let boundaries = Set((0..<100).map { _ in MultipartForm.randomBoundary() })
        #expect(boundaries.count == 100)
        for boundary in boundaries {
            #expect((20...70).contains(boundary.utf8.count))
            #expect(boundary.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
        }
    }

    @Test(
        "A file is read in chunks, each time anew, and the length is exact",
        arguments: [0, 1, 262_144, 700_001])
    func file(size: Int) async throws {
        let folder = try ScratchFolder()
        let content = Data((0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) })
        let source = UploadSource.file(try folder.file("ü.xlf", content))
        let form = MultipartForm(
            [.field(name: "a", value: "b"), .file(name: "file", source, size: Int64(size))], boundary: "e")
        let head = Data(
            ("--e\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n"
                + "--e\r\nContent-Disposition: form-data; name=\"file\"; filename=\"ü.xlf\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n").utf8)
        let expected = head + content + Data("\r\n--e--\r\n".utf8)
        for _ in 0..<2 {
            var body = Data()
            for try await chunk in try form.body.open() {
                #expect(chunk.count <= 1 << 18)
                body += chunk
            }
            #expect(body == expected)
        }
        #expect(form.body.length == Int64(expected.count))
        #expect(form.contentLength == Int64(expected.count))
    }

    @Test("A file of another size than announced is an error, and no whole body", arguments: [999, 1001, 0])
    func otherSize(announced: Int64) async throws {
        let folder = try ScratchFolder()
        let source = UploadSource.file(try folder.file("f", Data(count: 1000)))
        let form = MultipartForm([.file(name: "file", source, size: announced)])
        try await expectUnreadable(form, whole: form.contentLength)
    }

    @Test(
        "A file that changes its size while it is read is an error, and no whole body",
        arguments: [300_000, 900_000])
    func changing(size: UInt64) async throws {
        let folder = try ScratchFolder()
        let url = try folder.file("f", Data(count: 600_000))
        let form = MultipartForm([.file(name: "file", .file(url), size: 600_000)])
        try await expectUnreadable(form, whole: form.contentLength) { count in
            guard count > 262_144 else { return }
            let handle = try FileHandle(forWritingTo: url)
            try handle.truncate(atOffset: size)
            try handle.close()
        }
    }

    @Test("A file that is not there is an error when the body is read")
    func missing() async throws {
        let folder = try ScratchFolder()
        let form = MultipartForm([.file(name: "file", .file(folder.url.appending(path: "none")), size: 5)])
        try await expectUnreadable(form, whole: form.contentLength)
    }

    private func expectUnreadable(
        _ form: MultipartForm, whole: Int64, onChunk: (Int64) throws -> Void = { _ in }
    ) async throws {
        var count: Int64 = 0
        do {
            for try await chunk in try form.body.open() {
                count += Int64(chunk.count)
                try onChunk(count)
            }
            Issue.record("the body was read to its end")
        } catch let failure as TransportFailure {
            #expect(failure.reason == .bodyUnreadable)
        }
        #expect(count < whole)
    }
}
