import Falara
import Foundation
import Testing

@Suite("Numbers of Falara that come as strings")
struct FalaraNumberTests {
    private static func decode<Value: Decodable>(_ type: Value.Type, _ json: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(json.utf8))
    }

    @Test("are read in a result")
    func result() throws {
        let result = try Self.decode(
            FalaraResult.self,
            #"""
            {"cost_eur":"0.0014","qa_score":"96.5","billed_words":"42",
             "word_count":{"source":"8","target":9},
             "token_usage":{"input":"3","output":"2","cache_read":"1","cache_write":"0","total":"5"},
             "segments":[{"id":"1","qa_score":"95","retry_count":"2","translation":"b"},
                         {"id":"0","translation":"a"}]}
            """#)
        #expect(result.cost == 0.0014)
        #expect(result.qaScore == 96.5)
        #expect(result.billedWords == 42)
        #expect(result.wordCount == .sides(source: 8, target: 9))
        #expect(
            result.tokenUsage
                == FalaraTokenUsage(input: 3, output: 2, cacheRead: 1, cacheWrite: 0, total: 5))
        #expect(result.segments.map(\.qaScore) == [95, nil])
        #expect(result.segments.map(\.retryCount) == [2, nil])
        #expect(result.texts(of: 2)?.map(\.text) == ["a", "b"])
    }

    @Test("are read in a job and in the answer to its creation")
    func job() throws {
        let job = try Self.decode(
            FalaraJob.self,
            #"""
            {"job_id":"a","segment_count":"5","qa_score":"92.5","cost_eur":"1e-3","billed_words":"12",
             "word_count":"7","token_usage":{"input_tokens":"1200","output_tokens":"800"},
             "segments_extracted":"6","translatable_segments":"4","file_size_bytes":"5000000000",
             "estimated_cost_eur":"0.07"}
            """#)
        #expect(job.segmentCount == 5)
        #expect(job.qaScore == 92.5)
        #expect(job.cost == 0.001)
        #expect(job.billedWords == 12)
        #expect(job.wordCount == .words(7))
        #expect(job.tokenUsage?.input == 1_200)
        #expect(job.tokenUsage?.output == 800)
        #expect(job.file?.segmentsExtracted == 6)
        #expect(job.file?.translatableSegments == 4)
        #expect(job.file?.size == 5_000_000_000)
        #expect(job.file?.estimatedCost == 0.07)
        let creation = try Self.decode(
            FalaraCreation.self,
            #"""
            {"batch_id":"b","job_ids":["a"],"total_files":"1","total_jobs":"2","total_words":"700",
             "estimated_total_cost_eur":"0.14"}
            """#)
        #expect(creation.totalFiles == 1)
        #expect(creation.totalJobs == 2)
        #expect(creation.totalWords == 700)
        #expect(creation.estimatedCost == 0.14)
    }

    @Test(
        "are none when they say no finite number, and lose nothing else",
        arguments: ["", "free", "0,0014", "nan", "inf", "0x10", "1e999", "12 %", " 1"])
    func none(text: String) throws {
        let result = try Self.decode(
            FalaraResult.self,
            #"{"cost_eur":"\#(text)","billed_words":"\#(text)","word_count":"\#(text)","translation":"x"}"#)
        #expect(result.cost == nil)
        #expect(result.billedWords == nil)
        #expect(result.wordCount == nil)
        #expect(result.text == "x")
    }

    @Test(
        "of counts are whole and in range",
        arguments: [("3.5", nil), ("1e30", nil), ("12.0", 12), ("-4", -4)])
    func counts(text: String, expected: Int?) throws {
        let result = try Self.decode(FalaraResult.self, #"{"billed_words":"\#(text)"}"#)
        #expect(result.billedWords == expected)
    }

    @Test("are written as numbers")
    func written() throws {
        let result = try Self.decode(FalaraResult.self, #"{"qa_score":"96.5","billed_words":"42"}"#)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(
            String(decoding: try encoder.encode(result), as: UTF8.self)
                == #"{"billed_words":42,"qa_score":96.5}"#)
    }
}
