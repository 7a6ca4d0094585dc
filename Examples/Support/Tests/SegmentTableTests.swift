import Falara
import Testing

@testable import falara_review

/// The table of a job's segments.
@Suite struct SegmentTableTests {
    private let result = FalaraResult(
        jobID: "j1", status: .needsReview, translation: nil,
        segments: [
            FalaraSegment(id: 0, status: .done, source: "Hallo", translation: "Hello", qaScore: 96.5),
            FalaraSegment(
                id: 11, status: .blocked, source: "Eine Zeile\nmit <x/> und noch viel mehr Text darin",
                translation: nil, qaScore: nil),
            FalaraSegment(id: 2, status: .done, source: "日本語", translation: "Japanese", qaScore: 79.96),
        ], qaScore: 88.25)

    @Test("Each segment is a row, cut to the columns, and the last line has the totals")
    func rows() {
        let lines = SegmentTable(result, below: nil).render().split(separator: "\n").map(String.init)
        #expect(lines.count == 6)
        #expect(
            lines[2]
                == "   0 │  96.5 │ done       │ Hallo                                    │ Hello                                   "
        )
        #expect(
            lines[3]
                == "  11 │     – │ blocked    │ Eine Zeile mit <x/> und noch viel mehr … │                                         "
        )
        #expect(
            lines[4]
                == "   2 │  80.0 │ done       │ 日本語                                   │ Japanese                                "
        )
        #expect(lines[5] == "3 segments, 3 shown; needs_review, score 88.3")
    }

    @Test("Below a score only those with a lower one, or with none, are shown")
    func below() {
        let lines = SegmentTable(result, below: 90).render().split(separator: "\n").map(String.init)
        #expect(lines.count == 5)
        #expect(lines[2].hasPrefix("  11 "))
        #expect(lines[3].hasPrefix("   2 "))
        #expect(lines[4] == "3 segments, 2 shown; needs_review, score 88.3")
    }

    @Test("A result without segments is a header and its totals")
    func empty() {
        let lines = SegmentTable(FalaraResult(translation: nil), below: nil).render()
            .split(separator: "\n").map(String.init)
        #expect(lines.count == 3)
        #expect(lines[2] == "0 segments, 0 shown; completed, score –")
    }

    @Test("A result with a text and no segments shows the text")
    func textAlone() {
        let text = SegmentTable(FalaraResult(translation: .text("Hello.")), below: nil).render()
        #expect(text.hasPrefix("Hello.\n no. │"))
    }

    @Test("Absurd scores end no program", arguments: [Double.nan, .infinity, 1e300, -1e300])
    func absurd(score: Double) {
        let table = SegmentTable(FalaraResult(translation: nil, qaScore: score), below: nil)
        #expect(table.render().hasSuffix("score –"))
    }
}
