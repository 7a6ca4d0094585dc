import Foundation
import LanguageJobs
import Testing

@Suite("Small values of the transport")
struct TransportValueTests {
    @Test(
        "What proves that nothing was sent",
        arguments: zip(
            TransportFailure.Reason.allCases,
            [true, true, true, true, true, false, false, false, false, false, false, false]))
    func proof(reason: TransportFailure.Reason, proves: Bool) {
        #expect(TransportFailure(reason, "text").provesNotSent == proves)
        #expect(TransportFailure(reason, "text").description == "\(reason.rawValue): text")
    }

    @Test(
        "The fraction of a transfer is between 0 and 1",
        arguments: [
            (0, 10, 0.0), (5, 10, 0.5), (10, 10, 1), (15, 10, 1), (0, 0, 1), (7, nil, 0),
        ] as [(Int64, Int64?, Double)])
    func fraction(completed: Int64, total: Int64?, expected: Double) {
        #expect(TransferProgress(completed: completed, total: total).fractionCompleted == expected)
    }

    @Test("A method is in capitals")
    func method() {
        #expect(TransportMethod(rawValue: "patch") == .patch)
        #expect("\(TransportMethod.delete)" == "DELETE")
        #expect(TransportMethod(rawValue: "Propfind").rawValue == "PROPFIND")
    }

    @Test("Without a word a request may idle for a minute, take any time and bring any number of bytes")
    func defaults() throws {
        let request = TransportRequest(.get, try #require(URL(string: "https://a.example/")))
        #expect(request.timeouts.idle == .seconds(60))
        #expect(request.timeouts.total == nil)
        #expect(request.responseLimit == nil)
        #expect(!request.isLongPoll)
        #expect(request.headers.isEmpty)
        #expect(request.body.length == 0)
    }

    @Test("A box gives its value, the one before, and what a change makes of it")
    func box() {
        let box = SendableBox(1)
        #expect(box.exchange(2) == 1)
        #expect(
            box.withLock {
                $0 += 1; return $0 * 10
            } == 30)
        #expect(box.current == 3)
    }

    @Test("A box is changed by one task at a time")
    func sharedBox() async {
        let box = SendableBox(0)
        await withTaskGroup { group in
            for _ in 0..<8 { group.addTask { for _ in 0..<1000 { box.withLock { $0 += 1 } } } }
        }
        #expect(box.current == 8000)
    }
}
