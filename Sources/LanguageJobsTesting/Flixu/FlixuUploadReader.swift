import Foundation

/// A document that is to be translated, and what has become of it.
struct FlixuDocumentOrder: Sendable {
    let filename: String
    let format: FlixuCatalogue.Format
    let languages: FlixuLanguages
    /// The bytes of the upload.
    let size: Int64
    let translation: Result<StoredBody, DocumentFault>
    let characters: Int
}

/// Reads `POST /translate/document`: a form of one file and some texts (Flixu docs, Translate Document).
struct FlixuUploadReader: Sendable {
    /// The most bytes of a text in the form.
    private static let textLimit = 64 << 10
    private static let names: Set = ["source_lang", "target_lang", "glossary_ids", "brand_voice_id", "tm_id"]

    let plan: FlixuPlan

    /// - Throws: ``FlixuProblem``, and what reading the body throws.
    @concurrent func read(_ request: EmulatorRequest) async throws -> FlixuDocumentOrder {
        guard let type = request.parameters(ofContentType: "multipart/form-data"),
            let boundary = type["boundary"]
        else { throw FlixuProblem.badRequest("The body must be multipart/form-data with a boundary.") }
        let form = try await form(in: request, boundary)
        guard let filename = form.filename, let format = form.format else {
            throw FlixuProblem.badRequest("file is required.")
        }
        let languages = try FlixuLanguages(
            from: try form.required("source_lang"), to: [try form.required("target_lang")])
        try FlixuAssets.check(
            glossaries: try form.glossaries(), voice: try form.text("brand_voice_id"),
            memory: try form.text("tm_id"), plan)
        guard form.file.count > 0 else { throw FlixuProblem.badRequest("file is empty.") }
        var translator = PseudoTranslator(to: languages.targets[0])
        let translation = try Self.translation(of: form.file, format.format, &translator)
        if plan.documents != .job, case .failure(let fault) = translation {
            throw FlixuProblem.badRequest("\(filename) can't be translated: \(fault).")
        }
        return FlixuDocumentOrder(
            filename: filename, format: format, languages: languages, size: form.file.count,
            translation: translation, characters: translator.characters)
    }

    private static func translation(
        of file: StoredBody, _ format: DocumentFormat, _ translator: inout PseudoTranslator
    ) throws -> Result<StoredBody, DocumentFault> {
        do {
            return .success(try format.translate(file, by: &translator))
        } catch let fault as DocumentFault {
            return .failure(fault)
        }
    }

    private func form(in request: EmulatorRequest, _ boundary: String) async throws -> Form {
        // What frames the file is small: a longer body can be refused before it is read.
        let longest = FlixuCatalogue.formats.map { limit($0) }.max() ?? 0
        if let length = request.headers["Content-Length"].flatMap({ Int64($0) }), length > longest + 1 << 20 {
            throw FlixuProblem.tooLarge("No document may be larger than \(longest) bytes.")
        }
        var form = Form()
        do {
            var parser = try MultipartParser(boundary: boundary)
            for try await chunk in request.body {
                try parser.consume(chunk) { event in try take(event, &form) }
            }
            try parser.finish()
        } catch let error as MultipartError {
            throw FlixuProblem.badRequest("The multipart body is malformed: \(error.message).")
        }
        return form
    }

    private func limit(_ format: FlixuCatalogue.Format) -> Int64 {
        Int64(format.megabytes) * Int64(plan.bytesPerMegabyte)
    }

    private func take(_ event: MultipartParser.Event, _ form: inout Form) throws {
        switch event {
        case .part(let header) where header.name == "file":
            guard let filename = header.filename, !filename.isEmpty else {
                throw FlixuProblem.badRequest("file has no file name.")
            }
            guard form.filename == nil else { throw FlixuProblem.badRequest("file is there twice.") }
            guard let format = FlixuCatalogue.format(ofFile: filename) else {
                throw FlixuProblem.unsupported(FlixuCatalogue.fileExtension(of: filename))
            }
            (form.filename, form.format, form.current) = (filename, format, nil)
        case .part(let header):
            guard Self.names.contains(header.name), header.filename == nil else {
                throw FlixuProblem.badRequest("\(header.name) is no field of this request.")
            }
            guard form.texts[header.name] == nil else {
                throw FlixuProblem.badRequest("\(header.name) is there twice.")
            }
            form.current = header.name
            form.texts[header.name] = Data()
        case .bytes(let bytes):
            try append(bytes, &form)
        case .partEnd:
            break
        }
    }

    private func append(_ bytes: Data, _ form: inout Form) throws {
        if let name = form.current {
            form.texts[name]?.append(bytes)
            guard form.texts[name]?.count ?? 0 <= Self.textLimit else {
                throw FlixuProblem.badRequest("\(name) is too long.")
            }
        } else if let format = form.format {
            guard form.file.count + Int64(bytes.count) <= limit(format) else {
                throw FlixuProblem.tooLarge(
                    "A .\(format.fileExtension) file has \(limit(format)) bytes at most.")
            }
            try form.file.append(bytes)
        }
    }
}

/// The parts of a form so far.
private struct Form {
    var filename: String?
    var format: FlixuCatalogue.Format?
    let file = StoredBody()
    var texts: [String: Data] = [:]
    /// The text whose bytes come; `nil`: the file's do.
    var current: String?

    func text(_ name: String) throws -> String? {
        try texts[name].map { data in
            guard let text = String(bytes: data, encoding: .utf8) else {
                throw FlixuProblem.badRequest("\(name) is not UTF-8.")
            }
            return text
        }
    }

    func required(_ name: String) throws -> String {
        guard let text = try text(name) else { throw FlixuProblem.badRequest("\(name) is required.") }
        return text
    }

    /// The ids of glossaries, which come as a JSON array in one text.
    func glossaries() throws -> [String]? {
        try texts["glossary_ids"].map { data in
            guard let ids = try? JSONDecoder().decode([String].self, from: data) else {
                throw FlixuProblem.badRequest("glossary_ids must be a JSON array of strings.")
            }
            return ids
        }
    }
}
