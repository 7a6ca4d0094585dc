import Foundation

/// An uploaded file with text to translate, which it can be written back into.
struct FalaraFile: Sendable {
    let filename: String
    /// The format's name, such as `docx`.
    let format: String
    let size: Int
    let checksum: UInt64
    let segments: [String]
    /// The name of the translated file.
    let outputName: String
    let contentType: String
    private let write: @Sendable (FalaraTranslator, Set<Int>) throws -> Data

    /// Takes a file apart.
    ///
    /// - Throws: ``FalaraProblem``: 400 for a format that isn't known or nothing to translate, 415 where the content
    ///   type isn't that of the extension, 422 where the file is damaged (Falara docs, File Translation).
    init(filename: String, contentType: String?, data: Data, style: FalaraPlan.Style) throws {
        guard let dot = filename.lastIndex(of: "."), let format = FalaraFormat(filename[dot...].dropFirst()),
            style != .first || format != .json && format != .pdf
        else { throw FalaraProblem(400, .string("Unsupported file format: \(filename).")) }
        let type = contentType.flatMap { try? HeaderParameters($0) }?.value ?? "none"
        guard format.types.contains(type) else {
            throw FalaraProblem(
                415, .string("MIME type \(type) does not match the extension of \(filename)."))
        }
        let parts: FalaraParts
        do {
            parts = try format.parts(of: data)
        } catch {
            throw FalaraProblem(422, .string("Text extraction failed: \(filename)."))
        }
        guard parts.segments.contains(where: { FalaraContent.words(in: $0) > 0 }) else {
            throw FalaraProblem(400, .string("No translatable content in \(filename)."))
        }
        self.filename = filename
        self.format = format.rawValue
        self.contentType = format.outputType
        size = data.count
        var hash = RecordHash()
        hash.combine(data)
        checksum = hash.value
        segments = parts.segments
        outputName = format == .pdf ? filename[..<dot] + ".docx" : filename
        write = parts.write
    }

    /// The file with its segments translated, but for those that are blocked.
    func translated(by translator: FalaraTranslator, keeping blocked: Set<Int>) throws -> Data {
        try write(translator, blocked)
    }
}
