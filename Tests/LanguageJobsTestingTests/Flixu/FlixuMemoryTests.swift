import Foundation
import LanguageJobs
import TestSupport
import Testing

@testable import LanguageJobsTesting

@Suite struct FlixuMemoryTests {
    /// Uploads a document in pieces: a head, one piece so many times, and a tail.
    private static func upload(
        _ flixu: FlixuEmulator, _ name: String, _ head: Data, _ unit: Data, count: Int, _ tail: Data = Data()
    )
        async throws -> TransportResponse
    {
        let start =
            FlixuCaller.part("source_lang", "en") + FlixuCaller.part("target_lang", "de")
            + Data(
                "--cut-here\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n\r\n"
                    .utf8)
            + head
        let end = tail + Data("\r\n--cut-here--\r\n".utf8)
        let left = SendableBox(count + 2)
        let url = try #require(URL(string: flixu.baseURL.absoluteString + "/translate/document"))
        return try await flixu.transport.send(
            TransportRequest(
                .post, url,
                headers: [
                    "Authorization": "Bearer a", "Content-Type": "multipart/form-data; boundary=cut-here",
                ],
                body: .stream(length: Int64(start.count + end.count + count * unit.count)) {
                    TransportStream {
                        let step = left.withLock { left in
                            left -= 1
                            return left
                        }
                        if step < 0 { return nil }
                        return step == count + 1 ? start : step == 0 ? end : unit
                    }
                }))
    }

    @Test("A document of 20 MB is spooled as it comes")
    func upload() async {
        await #expect(processExitsWith: .success) {
            let flixu = FlixuEmulator(plan: FlixuPlan(documents: .job))
            let piece = Data(repeating: 0x41, count: 1 << 18)
            let before = try #require(peakMemory())
            let response = try await FlixuMemoryTests.upload(
                flixu, "a.docx", Data("PK".utf8), piece, count: 79)
            #expect(response.status == 202)
            #expect(await flixu.ledger.filesStored.map(\.size) == [20_709_378])
            #expect(try #require(peakMemory()) - before < 16 << 20)
        }
    }

    @Test("Documents that are kept are not kept in memory")
    func kept() async {
        await #expect(processExitsWith: .success) {
            var plan = FlixuPlan()
            plan.allowance = 1 << 30
            let flixu = FlixuEmulator(plan: plan)
            let piece = Data(
                String(repeating: String(repeating: "word ", count: 12) + "end\n", count: 1_024).utf8)
            let before = try #require(peakMemory())
            for _ in 0..<12 {
                let response = try await FlixuMemoryTests.upload(flixu, "a.txt", Data(), piece, count: 79)
                #expect(response.status == 200)
                var received = 0
                for try await chunk in response.body { received += chunk.count }
                #expect(received > 79 * (1 << 16) / 3 * 4)
            }
            // 62 MB of texts, and a third more of their Base64.
            #expect(try #require(peakMemory()) - before < 48 << 20)
        }
    }

    @Test("The translation of XLIFF takes the memory that its reader takes, and the answer none")
    func xliff() async {
        await #expect(processExitsWith: .success) {
            var plan = FlixuPlan(documents: .inline)
            plan.allowance = 1 << 30
            let flixu = FlixuEmulator(plan: plan)
            let head = """
                <xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" \
                source-language="en" target-language="de" datatype="plaintext"><body>
                """
            let unit =
                "<trans-unit id=\"1\"><source>\(String(repeating: "word ", count: 40))</source></trans-unit>\n"
            let piece = Data(String(repeating: unit, count: 100).utf8)
            let before = try #require(peakMemory())
            let response = try await FlixuMemoryTests.upload(
                flixu, "a.xlf", Data(head.utf8), piece, count: 6_000_000 / piece.count,
                Data("</body></file></xliff>".utf8))
            #expect(response.status == 200)
            var received = 0
            for try await chunk in response.body { received += chunk.count }
            #expect(received > 15_000_000)
            #expect(try #require(peakMemory()) - before < 80 << 20)
        }
    }
}
