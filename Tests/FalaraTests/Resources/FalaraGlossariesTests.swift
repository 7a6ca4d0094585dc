import Falara
import Foundation
import LanguageJobsTesting
import TestSupport
import Testing

@Suite("Glossaries at Falara")
struct FalaraGlossariesTests {
    @Test(
        "are listed in each form of the list",
        arguments: [
            ("glossaries-list", "Marketing Terms", 85), ("glossaries-list-bare.abridged", "Medical", 1),
        ])
    func list(fixture: String, name: String, count: Int) async throws {
        let mock = try MockTransport {
            Exchange(
                .get("/v1/glossaries").header("X-API-Key", "fal_key"),
                .json(try Fixture.data("falara/\(fixture).json")))
        }
        let glossaries = try await FalaraMock.client(mock).glossaries.list()
        #expect(glossaries.map(\.id) == ["gloss_abc12345"])
        #expect(glossaries.map(\.name) == [name])
        #expect(glossaries.map(\.entryCount) == [count])
        try mock.verify()
    }

    @Test(
        "are not listed without an id, nor from something that is no list",
        arguments: [
            #"[{"name":"x"}]"#, #"{"data":[{"glossary_id":""}]}"#, #"{"glossaries":[]}"#, "7",
            #"{"data":{}}"#,
        ])
    func listWithoutID(answer: String) async throws {
        let mock = MockTransport { Exchange(.get("/v1/glossaries"), .json(answer)) }
        await #expect {
            try await FalaraMock.client(mock).glossaries.list()
        } throws: {
            ($0 as? ClientError)?.code == .unexpectedResponse
        }
    }

    @Test(
        "are made of a name and entries, whichever form answers",
        arguments: [
            #"{"glossary_id":"gloss_1","name":"Medical"}"#, #"{"id":"gloss_1","name":"Medical"}"#,
            #"{"data":{"glossary_id":"gloss_1","name":"Medical"}}"#,
            #"{"glossary":{"id":"gloss_1","name":"Medical"}}"#,
        ])
    func create(answer: String) async throws {
        let mock = try MockTransport {
            Exchange(
                .post("/v1/glossaries").header("Content-Type", "application/json").body(
                    json: try Fixture.data("falara/glossary-create-request.abridged.json")),
                .status(201, json: answer))
        }
        let made = try await FalaraMock.client(mock).glossaries.create(
            FalaraGlossaryRequest(
                "Medical", summary: "Terms of cardiology.", sourceLanguage: "en", scope: .account,
                entries: [FalaraGlossaryEntry("hypertension", ["de": "Bluthochdruck"])]))
        #expect(made.id == "gloss_1")
        #expect(made.name == "Medical")
        try mock.verify()
    }

    @Test(
        "are made once: what is lost on the way is uncertain, and not sent again",
        arguments: [
            FalaraMock.cut, .status(503, json: "{}"), .status(201, json: #"{"name":"Medical"}"#),
            .status(201, json: "[]"),
        ])
    func createUncertain(answer: RecordedResponse) async throws {
        let mock = MockTransport { Exchange(.post("/v1/glossaries"), answer) }
        await #expect {
            try await FalaraMock.client(mock).glossaries.create(FalaraGlossaryRequest("Medical"))
        } throws: {
            ($0 as? ClientError)?.code == .submissionUncertain
        }
        #expect(mock.requests.count == 1)
    }

    @Test(
        "are refused before anything is sent when they can't be right",
        arguments: [
            FalaraGlossaryRequest(" "), FalaraGlossaryRequest(String(repeating: "x", count: 101)),
            FalaraGlossaryRequest("a", entries: [FalaraGlossaryEntry("", ["de": "b"])]),
            FalaraGlossaryRequest("a", entries: [FalaraGlossaryEntry("b", [:])]),
            FalaraGlossaryRequest("a", entries: [FalaraGlossaryEntry("b", ["de": ""])]),
            FalaraGlossaryRequest("a", entries: [FalaraGlossaryEntry("b", ["": "c"])]),
        ])
    func refused(request: FalaraGlossaryRequest) async throws {
        let mock = MockTransport {}
        let glossaries = try FalaraMock.client(mock).glossaries
        for call in [
            { _ = try await glossaries.create(request) }, { _ = try await glossaries.update("g", request) },
        ] {
            await #expect {
                try await call()
            } throws: {
                ($0 as? ClientError)?.code == .invalidRequest
            }
        }
        #expect(mock.requests.isEmpty)
    }

    @Test("are read with their entries, and keep the id that was asked for")
    func get() async throws {
        let entry = String(
            decoding: try Fixture.data("falara/glossary-entry-added.abridged.json"), as: UTF8.self)
        let mock = MockTransport {
            Exchange(.get("/v1/glossaries/a%2Fb"), .json(#"{"name":"Medical","entries":[\#(entry)]}"#))
        }
        let glossary = try await FalaraMock.client(mock).glossaries.glossary("a/b")
        #expect(glossary.id == "a/b")
        #expect(glossary.entries?.map(\.id) == ["term_1a2b3c4d"])
        #expect(glossary.entries?.map(\.status) == [.pending])
        try mock.verify()
    }

    @Test("are changed, added to and removed; the answers are given as they are")
    func change() async throws {
        let mock = try MockTransport {
            Exchange(.put("/v1/glossaries/g1").body(json: #"{"name":"New"}"#), .json(#"{"ok":true}"#))
            Exchange(
                .post("/v1/glossaries/g1/entries").body(
                    json: try Fixture.data("falara/glossary-entry.json")),
                .status(201, json: #"["added"]"#))
            Exchange(.delete("/v1/glossaries/g1").noBody(), .status(204))
        }
        let glossaries = try FalaraMock.client(mock).glossaries
        #expect(try await glossaries.update("g1", FalaraGlossaryRequest("New")) == ["ok": true])
        let added = try await glossaries.add(
            FalaraGlossaryEntry(
                "hypertension", ["de": "Bluthochdruck", "fr": "hypertension"],
                context: "cardiovascular condition",
                domain: "medical", forbiddenAlternatives: ["Hypertonie"], status: .approved),
            to: "g1")
        #expect(added == ["added"])
        #expect(try await glossaries.delete("g1") == .null)
        try mock.verify()
    }

    @Test("come from files: a look first, then for good")
    func upload() async throws {
        let content = Data("term,de\nhypertension,Bluthochdruck\n".utf8)
        let mock = MockTransport {
            Exchange(
                .post("/v1/glossaries/upload/preview").body(
                    multipart: ExpectedPart("file", filename: "terms.csv", content: content)),
                .json(#"{"rows":1}"#))
            Exchange(
                .post("/v1/glossaries/upload/commit").body(
                    multipart: ExpectedPart("file", filename: "terms.csv", content: content),
                    ExpectedPart("name", text: "Medical"), ExpectedPart("scope", text: "account")),
                .status(201, json: #"{"glossary_id":"g1"}"#))
        }
        let glossaries = try FalaraMock.client(mock).glossaries
        let file = UploadSource.data(content, filename: "terms.csv")
        #expect(try await glossaries.previewUpload(file) == ["rows": 1])
        let made = try await glossaries.commitUpload(file, fields: ["scope": "account", "name": "Medical"])
        #expect(made == ["glossary_id": "g1"])
        try mock.verify()
    }

    @Test("are not sent twice from a file, nor entry by entry")
    func uploadUncertain() async throws {
        let mock = MockTransport {
            Exchange(.post("/v1/glossaries/upload/commit"), FalaraMock.cut)
            Exchange(.post("/v1/glossaries/g1/entries"), FalaraMock.cut)
        }
        let glossaries = try FalaraMock.client(mock).glossaries
        for call in [
            { _ = try await glossaries.commitUpload(.data(Data("term,de".utf8), filename: "terms.csv")) },
            { _ = try await glossaries.add(FalaraGlossaryEntry("a", ["de": "b"]), to: "g1") },
        ] {
            await #expect {
                try await call()
            } throws: {
                ($0 as? ClientError)?.code == .submissionUncertain
            }
        }
        #expect(mock.requests.count == 2)
    }

    @Test("have ids: an empty one never becomes the address of all of them", arguments: ["", ".", ".."])
    func emptyID(id: String) async throws {
        let mock = MockTransport {}
        let glossaries = try FalaraMock.client(mock).glossaries
        for call in [
            { _ = try await glossaries.delete(id) }, { _ = try await glossaries.glossary(id) },
            { _ = try await glossaries.update(id, FalaraGlossaryRequest("a")) },
        ] {
            await #expect {
                try await call()
            } throws: {
                ($0 as? ClientError)?.code == .invalidRequest
            }
        }
        #expect(mock.requests.isEmpty)
    }
}
