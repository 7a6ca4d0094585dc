import Falara
import Foundation
import Testing

/// What a user's tests put in the place of the service.
@Suite("Falara's resources can be faked")
struct FalaraResourcesFakeTests {
    private struct FakeAccount: FalaraAccountService {
        func account(options: CallOptions) async throws -> FalaraAccount {
            FalaraAccount(id: "a", plan: .free)
        }

        func usage(options: CallOptions) async throws -> FalaraUsage {
            FalaraUsage(wordsUsed: 990, wordsLimit: 1_000)
        }
    }

    private struct FakeLibrary: FalaraLibraryService {
        func createStyleReference(_ reference: FalaraStyleReference, options: CallOptions) async throws
            -> JSONValue
        {
            ["name": .string(reference.name)]
        }

        func structureTemplates(options: CallOptions) async throws -> [FalaraStructureTemplate] {
            [FalaraStructureTemplate(slug: "page", fields: [.init(key: "title", kind: .text)])]
        }

        func structureTemplate(_ idOrSlug: String, options: CallOptions) async throws
            -> FalaraStructureTemplate
        {
            FalaraStructureTemplate(slug: idOrSlug)
        }

        func engines(options: CallOptions) async throws -> [JSONValue] { ["default"] }

        func detectLanguage(of text: String, options: CallOptions) async throws -> FalaraDetection {
            FalaraDetection(language: "fr", confidence: 0.9)
        }
    }

    private actor FakeGlossaries: FalaraGlossaryService {
        private var all: [FalaraGlossary] = []

        func list(options: CallOptions) async throws -> [FalaraGlossary] { all }

        func create(_ request: FalaraGlossaryRequest, options: CallOptions) async throws -> FalaraGlossary {
            all.append(FalaraGlossary(id: "g\(all.count + 1)", name: request.name, entries: request.entries))
            return all[all.count - 1]
        }

        func glossary(_ id: String, options: CallOptions) async throws -> FalaraGlossary {
            guard let found = all.first(where: { $0.id == id }) else { throw ClientError(.notFound, "none") }
            return found
        }

        func update(_ id: String, _ request: FalaraGlossaryRequest, options: CallOptions) async throws
            -> JSONValue
        {
            all = all.map { $0.id == id ? FalaraGlossary(id: id, name: request.name) : $0 }
            return .null
        }

        func delete(_ id: String, options: CallOptions) async throws -> JSONValue {
            all.removeAll { $0.id == id }
            return .null
        }

        func add(_ entry: FalaraGlossaryEntry, to id: String, options: CallOptions) async throws -> JSONValue
        { .null }

        func previewUpload(
            _ file: UploadSource, fields: [String: String], options: CallOptions
        ) async throws -> JSONValue { .integer(Int64(fields.count)) }

        func commitUpload(
            _ file: UploadSource, fields: [String: String], options: CallOptions
        ) async throws -> JSONValue { .null }
    }

    private static func isNearlyUsedUp(_ account: any FalaraAccountService) async throws -> Bool {
        try await account.usage().wordsRemaining.map { $0 < 50 } ?? false
    }

    @Test("the account")
    func account() async throws {
        #expect(try await Self.isNearlyUsedUp(FakeAccount()))
        let account: any FalaraAccountService = FakeAccount()
        #expect(try await account.account().plan == .free)
    }

    @Test("the library")
    func library() async throws {
        let library: any FalaraLibraryService = FakeLibrary()
        #expect(try await library.createStyleReference(.init("Pages", content: "x")) == ["name": "Pages"])
        #expect(try await library.structureTemplates().first?.fields?.map(\.key) == ["title"])
        #expect(try await library.structureTemplate("page").slug == "page")
        #expect(try await library.engines() == ["default"])
        #expect(try await library.detectLanguage(of: "Bonjour").language == "fr")
    }

    @Test("the glossaries")
    func glossaries() async throws {
        let glossaries: any FalaraGlossaryService = FakeGlossaries()
        let made = try await glossaries.create(.init("Medical", entries: [.init("heart", ["de": "Herz"])]))
        #expect(made.entries?.map(\.term) == ["heart"])
        try await glossaries.update(made.id, .init("Medicine"))
        #expect(try await glossaries.glossary(made.id).name == "Medicine")
        let file = UploadSource.data(Data("term,de".utf8), filename: "a.csv")
        #expect(try await glossaries.previewUpload(file) == 0)
        try await glossaries.delete(made.id)
        #expect(try await glossaries.list() == [])
    }
}
