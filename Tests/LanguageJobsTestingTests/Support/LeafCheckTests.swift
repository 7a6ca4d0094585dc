import Foundation
import TestSupport
import Testing

@Suite("A recorded response is read whole, or the leaf check says what is not")
struct LeafCheckTests {
    struct Job: Codable, Equatable, Sendable {
        struct Usage: Codable, Equatable, Sendable {
            var pages: Int
        }

        var id: String
        var progress: Double
        var isCached: Bool
        var created: Date
        var error: String?
        var usage: Usage?
        var tags: [String]?
    }

    static let document = """
        {"id":"j1","progress":100,"isCached":false,"created":"2026-04-13T11:21:23Z","error":null,\
        "usage":{"pages":3},"tags":["a",""]}
        """

    static let job = Job(
        id: "j1", progress: 100, isCached: false, created: Date(timeIntervalSince1970: 1_776_079_283),
        error: nil,
        usage: Job.Usage(pages: 3), tags: ["a", ""])

    private func problems<Value: Codable & Equatable>(
        _ document: String = Self.document, equals expected: Value
    ) -> [String] {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        return LeafCheck.problems(
            in: Data(document.utf8), equals: expected,
            decode: { try decoder.decode(Value.self, from: $0) }, encode: { try encoder.encode($0) })
    }

    @Test("A type that reads and writes every leaf has no problems")
    func good() {
        #expect(problems(equals: Self.job) == [])
    }

    @Test("Another value than the expected is a problem that names the leaf")
    func unexpected() {
        var other = Self.job
        other.usage?.pages = 4
        other.error = "late"
        #expect(
            problems(equals: other) == [
                #"not as expected: $.error lost "late""#, "not as expected: $.usage.pages was 4 and became 3",
            ])
    }

    @Test("A type that ignores fields is found, at a null too")
    func ignores() {
        struct Poor: Codable, Equatable {
            var id: String
            var progress: Double
            var created: Date
            var tags: [String]
        }
        let poor = Poor(id: "j1", progress: 100, created: Self.job.created, tags: ["a", ""])
        #expect(
            problems(equals: poor) == [
                "$.isCached lost false", "$.usage.pages lost 3",
                "$.isCached is ignored", "$.usage.pages is ignored", "$.error is ignored",
            ])
    }

    @Test("A null whose other values the type refuses is one that it reads")
    func strictAtNull() {
        struct Holder: Codable, Equatable {
            var usage: Job.Usage?
        }
        #expect(problems(#"{"usage":null}"#, equals: Holder(usage: nil)) == [])
    }

    @Test("A type that forgets to write what it read is found")
    func forgets() {
        struct Forgetful: Codable, Equatable {
            var a: Int
            var b: [String: Int]
            init(a: Int, b: [String: Int]) { (self.a, self.b) = (a, b) }
            func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: CodingKeys.self)
                try container.encode("\(a)", forKey: .a)
            }
            enum CodingKeys: String, CodingKey { case a, b }
        }
        #expect(
            problems(#"{"a":100,"b":{}}"#, equals: Forgetful(a: 100, b: [:])) == [
                #"$.a was 100 and became "100""#, "$.b lost {}",
            ])
    }

    @Test("A type that adds a null or a default is found")
    func adds() {
        struct Generous: Codable, Equatable {
            var a: Int
            var b: Int?
            var c: String?
            init(a: Int) { self.a = a }
            func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: CodingKeys.self)
                try container.encode(a, forKey: .a)
                try container.encode(b, forKey: .b)
                try container.encode(c ?? "x", forKey: .c)
            }
            enum CodingKeys: String, CodingKey { case a, b, c }
        }
        #expect(
            problems(#"{"a":1.0}"#, equals: Generous(a: 1)) == [
                "$.b was not there and became null", #"$.c was not there and became "x""#,
            ])
    }

    @Test("A closed enumeration is found, because the service may add a case")
    func closedEnumeration() {
        enum Status: String, Codable { case queued }
        let found = problems(#"{"status":"queued"}"#, equals: ["status": Status.queued])
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix(#"$.status cannot be "queued-changed": "#) == true)
    }

    @Test("A decoder that compares less than it reads is found")
    func coarse() {
        struct Coarse: Codable, Equatable {
            var progress: Double
            static func == (left: Self, right: Self) -> Bool { left.progress.rounded(.up) > 0 }
        }
        #expect(problems(#"{"progress":0.5}"#, equals: Coarse(progress: 1)) == ["$.progress is ignored"])
    }

    @Test("What cannot be decoded at all is one problem")
    func undecodable() {
        #expect(problems(#"{"id":1}"#, equals: Self.job).count == 1)
        #expect(problems("{", equals: Self.job).count == 1)
    }

    @Test("lossless alone tells what a round trip changed")
    func lossless() throws {
        let differences = try LeafCheck.lossless(
            Data(#"{"a":[1,2,3],"b":null,"c":"x"}"#.utf8), decode: { $0 },
            encode: { _ in Data(#"{"a":[1,3.0],"b":false,"c":"x"}"#.utf8) })
        #expect(
            differences == ["$.a[1] was 2 and became 3.0", "$.a[2] lost 3", "$.b was null and became false"])
    }
}
