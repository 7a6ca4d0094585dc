import Foundation
import LanguageJobs
import LanguageJobsTesting
import Testing

@Suite("MockTransport: which exchange", .timeLimit(.minutes(1)))
struct MockTransportOrderTests {
    private func mismatch(of mock: MockTransport) -> String? {
        do throws(MockMismatch) {
            try mock.verify()
            return nil
        } catch {
            return error.description
        }
    }

    @Test("Exchanges take place in their order")
    func ordered() async throws {
        let mock = MockTransport {
            Exchange(.get("/a"), .json("1"))
            Exchange(.post("/b"), .status(202, json: "2"))
            Exchange(.get("/a"), .json("3"))
        }
        #expect(try await mock.text(.get, "/a") == "1")
        let response = try await mock.send(Requests.make(.post, "/b"))
        #expect(response.status == 202)
        #expect(try await mock.text(.get, "/a") == "3")
        #expect(mismatch(of: mock) == nil)
    }

    @Test("A request out of order is unexpected and uses nothing up")
    func outOfOrder() async throws {
        let mock = MockTransport {
            Exchange(.get("/a"), .json("1"))
            Exchange(.get("/b"), .json("2"))
        }
        await #expect(throws: MockMismatch.self) { try await mock.text(.get, "/b") }
        #expect(try await mock.text(.get, "/a") == "1")
        #expect(try await mock.text(.get, "/b") == "2")
        #expect(
            mismatch(of: mock) == """
                Request 1 is not the one of exchange 1 of 2:
                  = method  GET
                  ≠ path    expected /a, got /b
                  = query   none
                """)
    }

    @Test("A matched mock answers in any order, the first that fits first")
    func matched() async throws {
        let mock = MockTransport(.matched) {
            Exchange(.get("/a"), .json("1"))
            Exchange(.get("/b"), .json("2"))
            Exchange(.get("/a"), .json("3"))
        }
        #expect(try await mock.text(.get, "/b") == "2")
        #expect(try await mock.text(.get, "/a") == "1")
        #expect(try await mock.text(.get, "/a") == "3")
        #expect(mismatch(of: mock) == nil)
    }

    @Test("A request beyond a matched exchange's times is unexpected")
    func usedUp() async throws {
        let mock = MockTransport([Exchange(.get("/a"), .json("1"), times: 2)], order: .matched)
        for _ in 1...2 { #expect(try await mock.text(.get, "/a") == "1") }
        let error = await #expect(throws: MockMismatch.self) { try await mock.text(.get, "/a") }
        #expect(
            error?.description
                == "Request 3 fits exchange 1, which has taken place 2 of 2 times: GET https://api.example/a")
        #expect(mismatch(of: mock) == error?.description)
    }

    @Test("A matched mock shows the closest exchange")
    func closest() async throws {
        let mock = MockTransport(.matched) {
            Exchange(.get("/a"), .json("1"), times: 0...1)
            Exchange(.post("/b?x=1"), .json("2"), times: 0...1)
            Exchange(.delete("/c"), .json("3"), times: 0...1)
        }
        await #expect(throws: MockMismatch.self) { try await mock.text(.post, "/b?x=2") }
        #expect(
            mismatch(of: mock) == """
                Request 1 fits no exchange; the closest is exchange 2 of 3:
                  = method  POST
                  = path    /b
                  ≠ query   expected x=1, got x=2
                """)
    }

    @Test(
        "A request after the last exchange is unexpected",
        arguments: [[], [Exchange(.get("/a"), .json("1"))]])
    func afterTheLast(exchanges: [Exchange]) async throws {
        let mock = MockTransport(exchanges)
        for _ in exchanges { _ = try await mock.text(.get, "/a") }
        await #expect(throws: MockMismatch.self) { try await mock.text(.get, "/b?page=2&api_key=sesame") }
        #expect(
            mismatch(of: mock)
                == "Request \(exchanges.count + 1) came after the last of \(exchanges.count) exchanges: "
                + "GET https://api.example/b?api_key=[redacted]&page=2")
    }

    @Test("In order, an exchange is repeated as often as it says, then the next one follows")
    func times() async throws {
        let mock = MockTransport {
            Exchange(.get("/a"), .json("1"), times: 2)
            Exchange(.get("/a"), .json("2"))
        }
        #expect(
            try await [mock.text(.get, "/a"), mock.text(.get, "/a"), mock.text(.get, "/a")] == [
                "1", "1", "2",
            ])
        #expect(mismatch(of: mock) == nil)
    }

    @Test("In order, a range lets the next exchange follow from its lower bound on, and not come back")
    func range() async throws {
        let mock = MockTransport {
            Exchange(.get("/poll"), .json("0"), times: 1...100)
            Exchange(.get("/result"), .json("1"))
        }
        await #expect(throws: MockMismatch.self) { try await mock.text(.get, "/result") }
        for _ in 1...3 { #expect(try await mock.text(.get, "/poll") == "0") }
        #expect(try await mock.text(.get, "/result") == "1")
        let error = await #expect(throws: MockMismatch.self) { try await mock.text(.get, "/poll") }
        #expect(
            error?.description
                == "Request 6 came after the last of 2 exchanges: GET https://api.example/poll")
    }

    @Test("An exchange of at most so many times may be left out")
    func optional() async throws {
        let mock = MockTransport {
            Exchange(.get("/a"), .json("0"), times: 0...1)
            Exchange(.get("/b"), .json("1"))
        }
        #expect(try await mock.text(.get, "/b") == "1")
        #expect(mismatch(of: mock) == nil)
    }

    @Test("Exchanges that did not take place are left over")
    func leftovers() async throws {
        let mock = MockTransport {
            Exchange(.get("/a"), .json("1"))
            Exchange(.post("/jobs?token=sesame"), .json("2"))
            Exchange(.get("https://api.example/poll"), .json("3"), times: 2...4)
            Exchange(.get("/maybe").anyQuery(), .json("4"), times: 0...1)
        }
        _ = try await mock.text(.get, "/a")
        #expect(
            mismatch(of: mock) == """
                Left over, 2 of 4 exchanges:
                  exchange 2: POST /jobs?token=[redacted] took place 0 of 1 times
                  exchange 3: GET https://api.example/poll took place 0 of 2 to 4 times
                """)
    }

    @Test(
        "An unexpected request fails verification although the error was swallowed, before what is left over")
    func swallowed() async throws {
        let mock = MockTransport { Exchange(.get("/a"), .json("1")) }
        _ = try? await mock.text(.put, "/a")
        #expect(
            mismatch(of: mock) == """
                Request 1 is not the one of exchange 1 of 1:
                  ≠ method  expected GET, got PUT
                  = path    /a
                  = query   none
                Left over, 1 of 1 exchanges:
                  exchange 1: GET /a took place 0 of 1 times
                """)
    }

    @Test("Of many unexpected requests the first five are told")
    func manyUnexpected() async throws {
        let mock = MockTransport([])
        for number in 1...8 { _ = try? await mock.text(.get, "/\(number)") }
        let lines = mismatch(of: mock)?.split(separator: "\n")
        #expect(lines?.count == 6)
        #expect(lines?[4] == "Request 5 came after the last of 0 exchanges: GET https://api.example/5")
        #expect(lines?[5] == "… and 3 more unexpected requests")
    }

    @Test("All requests are recorded, unexpected ones too, with their bodies, timeouts and marks")
    func recorded() async throws {
        let mock = MockTransport { Exchange(.post("/a"), .json("1")) }
        var request = try Requests.make(
            .post, "/a", headers: ["Authorization": "Bearer sesame"], body: Requests.json("{}"))
        request.isLongPoll = true
        request.timeouts = TransportTimeouts(idle: .seconds(7))
        _ = try await mock.send(request)
        _ = try? await mock.text(.get, "/b?key=sesame")
        #expect(mock.requests.map(\.method) == [.post, .get])
        #expect(mock.requests.map(\.body) == [Data("{}".utf8), Data()])
        #expect(
            mock.requests.map(\.url.absoluteString) == [
                "https://api.example/a", "https://api.example/b?key=sesame",
            ])
        #expect(mock.requests[0].headers["authorization"] == "Bearer sesame")
        #expect(mock.requests[0].timeouts.idle == .seconds(7))
        #expect(mock.requests.map(\.isLongPoll) == [true, false])
        #expect(
            mock.requests.map(\.description) == [
                "POST https://api.example/a", "GET https://api.example/b?key=[redacted]",
            ])
    }

    @Test("Concurrent requests each get one exchange")
    func concurrent() async throws {
        let mock = MockTransport(.matched) { Exchange(.get("/a"), .json("1"), times: 1_000) }
        try await withThrowingTaskGroup { group in
            for _ in 1...1_000 { group.addTask { try await mock.text(.get, "/a") } }
            for try await text in group { #expect(text == "1") }
        }
        #expect(mismatch(of: mock) == nil)
        #expect(mock.requests.count == 1_000)
    }

    @Test("The builder takes loops, conditions and lists", arguments: [true, false])
    func builder(flag: Bool) async throws {
        let mock = MockTransport {
            for page in 1...2 { Exchange(.get("/list?page=\(page)"), .json("[]")) }
            if flag { Exchange(.get("/extra"), .json("1")) }
            if flag { Exchange(.get("/yes"), .json("1")) } else { Exchange(.get("/no"), .json("1")) }
            [Exchange(.get("/end"), .json("1"))]
        }
        let targets = ["/list?page=1", "/list?page=2"] + (flag ? ["/extra", "/yes"] : ["/no"]) + ["/end"]
        for target in targets { _ = try await mock.text(.get, target) }
        #expect(mismatch(of: mock) == nil)
    }
}
