import Foundation

extension FalaraRoutes {
    func glossaries(_ path: [String]) -> Methods {
        switch (path.count, path.first) {
        case (0, _):
            [
                .get: FalaraEndpoint(.falara("GET /glossaries")) { falara, caller, _ in
                    try falara.listGlossaries(caller)
                },
                .post: body(.falara("POST /glossaries"), FalaraGlossary.fields(isNew: true)) { body in
                    { falara, caller, moment in try falara.addGlossary(body, caller, at: moment) }
                },
            ]
        case (1, let id?): glossary(id)
        case (2, "upload") where path[1] == "preview": [.post: preview]
        case (2, "upload") where path[1] == "commit": [.post: commit]
        case (2, let id?) where path[1] == "entries": [.post: entry(id)]
        default: [:]
        }
    }

    private func glossary(_ id: String) -> Methods {
        [
            .get: FalaraEndpoint(.falara("GET /glossaries/{id}"), subject: id) { falara, caller, _ in
                try falara.showGlossary(id, caller)
            },
            .put: body(
                .falara("PUT /glossaries/{id}"), subject: id, FalaraGlossary.fields(isNew: false)
            ) { body in
                { falara, caller, moment in try falara.changeGlossary(id, body, caller, at: moment) }
            },
            .delete: FalaraEndpoint(.falara("DELETE /glossaries/{id}"), subject: id) { falara, caller, _ in
                try falara.removeGlossary(id, caller)
            },
        ]
    }

    private func entry(_ id: String) -> FalaraEndpoint {
        body(.falara("POST /glossaries/{id}/entries"), subject: id, FalaraGlossary.entryFields) { body in
            { falara, caller, moment in
                try falara.addEntry(.object(body.members), to: id, caller, at: moment)
            }
        }
    }

    private var preview: FalaraEndpoint {
        FalaraEndpoint(.falara("POST /glossaries/upload/preview")) { request in
            let table = try await FalaraGlossaryTable.read(request, texts: []).table
            return { _, _, _ in try FalaraOutcome(200, table.preview) }
        }
    }

    private var commit: FalaraEndpoint {
        FalaraEndpoint(.falara("POST /glossaries/upload/commit")) { request in
            let (table, texts) = try await FalaraGlossaryTable.read(request, texts: ["name"])
            guard let name = texts["name"] else { throw FalaraProblem.invalid([.missing(["body", "name"])]) }
            let body = try FalaraBody(
                .object(["name": .string(name), "entries": .array(table.entries)]),
                FalaraGlossary.fields(isNew: true))
            return { falara, caller, moment in try falara.addGlossary(body, caller, at: moment) }
        }
    }
}

/// A glossary as a table, `term,de,fr`: the documents name the two requests and show neither (inferred).
struct FalaraGlossaryTable: Sendable {
    let entries: [EmulatorJSON]
    private let columns: [String]

    static func read(
        _ request: EmulatorRequest, texts: Set<String>
    ) async throws -> (table: FalaraGlossaryTable, texts: [String: String]) {
        let upload = try await FalaraUpload.read(
            request, files: "file", texts: texts, limit: 10_000_000, tooLarge: .tooLarge(10_000_000))
        guard let file = upload.files.first else {
            throw FalaraProblem.invalid([.missing(["body", "file"])])
        }
        return (try FalaraGlossaryTable(String(decoding: file.data, as: UTF8.self)), upload.texts)
    }

    private init(_ text: String) throws {
        let rows = text.split(whereSeparator: \.isNewline).map { line in
            line.split(separator: ",", omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
        }
        guard let head = rows.first, head.first == "term", head.count > 1 else {
            throw FalaraProblem(422, "The first line has to be term and the languages, parted by commas.")
        }
        columns = head
        entries = rows.dropFirst().map { row in
            let translations = zip(head, row).dropFirst().filter { !$0.1.isEmpty }
            return .object([
                "term": .string(row[0]),
                "translations": .object(
                    Dictionary(translations.map { ($0.0, .string($0.1)) }, uniquingKeysWith: { $1 })),
            ])
        }
    }

    var preview: EmulatorJSON {
        .object([
            "columns": .array(columns.map { .string($0) }), "entry_count": .integer(entries.count),
            "entries": .array(Array(entries.prefix(10))),
        ])
    }
}
