import Foundation
import LanguageJobs
import Testing

@Suite("Bodies of requests")
struct TransportBodyTests {
    @Test("Every form knows its length and can be read again")
    func forms() async throws {
        let folder = try ScratchFolder()
        let file = try folder.file("f", Data("abc".utf8))
        let link = folder.url.appending(path: "link")
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: file)
        let abc = Data("abc".utf8)
        let bodies: [(TransportBody, Data)] = [
            (.empty, Data()), (.bytes(abc), abc), (.file(file), abc), (.file(link), abc),
            (.stream(length: 3) { TransportStream(abc) }, abc),
        ]
        for (body, content) in bodies {
            #expect(body.length == Int64(content.count))
            for _ in 0..<2 { #expect(try await body.open().collect(upTo: 10) == content) }
        }
    }

    @Test("A file that is not there has no length and can't be opened")
    func missing() throws {
        let folder = try ScratchFolder()
        let body = TransportBody.file(folder.url.appending(path: "none"))
        #expect(body.length == nil)
        let failure = #expect(throws: TransportFailure.self) { _ = try body.open() }
        #expect(failure?.reason == .bodyUnreadable)
    }
}
