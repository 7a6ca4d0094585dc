import Foundation

/// A form with files, read (Falara docs, File Translation and Batch Operations).
struct FalaraUpload: Sendable {
    struct File: Sendable {
        let filename: String
        let contentType: String?
        var data = Data()

        /// - Throws: ``FalaraProblem``.
        func file(_ style: FalaraPlan.Style) throws -> FalaraFile {
            try FalaraFile(filename: filename, contentType: contentType, data: data, style: style)
        }
    }

    private(set) var files: [File] = []
    private(set) var texts: [String: String] = [:]

    /// - Parameters:
    ///   - name: The name of the parts that are files.
    ///   - names: The names of the parts that are texts.
    ///   - limit: The most bytes of all files; beyond them `tooLarge` is thrown.
    @concurrent static func read(
        _ request: EmulatorRequest, files name: String, texts names: Set<String>, limit: Int64,
        tooLarge: FalaraProblem
    ) async throws -> FalaraUpload {
        let type = request.headers["Content-Type"].flatMap { try? HeaderParameters($0) }
        guard type?.value == "multipart/form-data", let boundary = type?["boundary"] else {
            throw FalaraProblem.invalid([.missing(["body", .string(name)])])
        }
        var upload = FalaraUpload()
        var reader = Reader(name: name, texts: names, limit: limit, tooLarge: tooLarge)
        do {
            var parser = try MultipartParser(boundary: boundary)
            for try await chunk in request.body {
                try parser.consume(chunk) { try reader.take($0, &upload) }
            }
            try parser.finish()
        } catch let error as MultipartError {
            throw FalaraProblem(400, .string("There was an error parsing the body: \(error.message)."))
        }
        return upload
    }

    private struct Reader {
        /// More parts than any form has that can be accepted; each takes memory of its own.
        static let mostParts = 100

        let name: String
        let texts: Set<String>
        let limit: Int64
        let tooLarge: FalaraProblem
        var count: Int64 = 0
        /// The bytes of the files alone.
        var fileBytes: Int64 = 0
        var parts = 0
        /// The text part that is being read.
        var text: (name: String, data: Data)?

        mutating func take(_ event: MultipartParser.Event, _ upload: inout FalaraUpload) throws {
            switch event {
            case .part(let header):
                parts += 1
                guard parts <= Self.mostParts else {
                    throw FalaraProblem(400, "There was an error parsing the body: too many parts.")
                }
                let place: [EmulatorJSON] = ["body", .string(header.name)]
                if header.name == name {
                    guard let filename = header.filename, !filename.isEmpty else {
                        throw FalaraProblem.invalid([
                            FalaraFault(
                                place, "value_error",
                                "Value error, Expected UploadFile, received: <class 'str'>")
                        ])
                    }
                    upload.files.append(File(filename: filename, contentType: header.contentType))
                } else {
                    guard texts.contains(header.name) else { throw FalaraProblem.invalid([.extra(place)]) }
                    guard upload.texts[header.name] == nil else {
                        throw FalaraProblem.invalid(place, "the part is there twice.")
                    }
                    text = (header.name, Data())
                }
            case .bytes(let bytes):
                count += Int64(bytes.count)
                guard count <= limit + (1 << 20) else { throw tooLarge }
                if text != nil {
                    text?.data.append(bytes)
                } else {
                    upload.files[upload.files.count - 1].data.append(bytes)
                    fileBytes += Int64(bytes.count)
                    guard fileBytes <= limit else { throw tooLarge }
                }
            case .partEnd:
                if let (name, data) = text { upload.texts[name] = String(decoding: data, as: UTF8.self) }
                text = nil
            }
        }
    }

    /// The briefing of the form; `nil` without one.
    ///
    /// - Parameter isRequired: Whether it has to have the mode and the languages.
    /// - Throws: ``FalaraProblem`` with 400.
    func briefing(
        isRequired: Bool, filling others: [String: EmulatorJSON] = [:]
    ) throws -> FalaraBriefing? {
        guard let written = texts["briefing_json"] else {
            return others.isEmpty ? nil : try FalaraBriefing(FalaraBody(.object(others), Self.fields(false)))
        }
        guard
            case .object(let members)? = try? JSONDecoder().decode(
                EmulatorJSON.self, from: Data(written.utf8))
        else { throw FalaraProblem(400, "Invalid briefing_json: it is not a JSON object.") }
        do {
            let body = try FalaraBody(
                .object(members.merging(others) { own, _ in own }), Self.fields(isRequired), at: [])
            return try FalaraBriefing(body, at: [])
        } catch let problem as FalaraProblem {
            throw FalaraProblem(400, .string("Invalid briefing_json: \(problem.summary)"))
        }
    }

    private static func fields(_ isRequired: Bool) -> [FalaraField] {
        FalaraBriefing.options(isFile: true, hasMode: isRequired)
    }
}

extension FalaraProblem {
    /// The first fault in a sentence.
    fileprivate var summary: String {
        guard case .array(let faults)? = members["detail"], case .object(let fault)? = faults.first,
            case .array(let place)? = fault["loc"], case .string(let message)? = fault["msg"]
        else { return "it can't be read." }
        let name = place.map { step in
            switch step {
            case .string(let name): name
            case .integer(let number): String(number)
            default: ""
            }
        }
        return (name.isEmpty ? "" : name.joined(separator: ".") + ": ") + message
    }
}
