public import Foundation

/// A translated file that came in an answer, as Base64 (Flixu docs, Translate Document: `file_data`).
///
/// Read from the service it lies in a temporary file, which goes with the last value that holds it.
public struct FlixuInlineFile: Sendable {
    private enum Storage: Sendable {
        case text(String)
        case file(TemporaryFile)
    }

    private let storage: Storage

    /// Makes a file of its bytes, for a fake.
    public init(_ contents: Data) { storage = .text(contents.base64EncodedString()) }

    /// Makes a file of Base64, whatever it holds.
    init(base64 text: String) { storage = .text(text) }

    init(_ file: TemporaryFile) { storage = .file(file) }

    /// Whether it can be read: Base64 in either alphabet, with or without padding and white space.
    public var isIntact: Bool {
        switch storage {
        case .text(let text): Self.bytes(text) != nil
        case .file: true
        }
    }

    /// Its bytes.
    ///
    /// - Throws: ``ClientError``: `.unexpectedResponse` when they are no Base64, `.fileUnavailable` when the temporary file can't
    ///   be read.
    public func data() throws -> Data {
        switch storage {
        case .text(let text):
            guard let data = Self.bytes(text) else {
                throw ClientError(.unexpectedResponse, "The translated file in the answer is no Base64.")
            }
            return data
        case .file(let file):
            do {
                return try file.file.read(Int(file.file.length), at: 0)
            } catch {
                throw ClientError(
                    .fileUnavailable, "The temporary file of the translation can't be read (\(error)).",
                    underlying: error)
            }
        }
    }

    /// It as a result to be saved.
    func result(id: String, reference: JobReference?, name: String?) throws -> ResultFile {
        switch storage {
        case .text: ResultFile(id: id, reference: reference, contents: try data())
        case .file(let file):
            ResultFile(id: id, reference: reference, temporary: file, suggestedName: name)
        }
    }

    private static func bytes(_ text: String) -> Data? {
        var pieces = Base64Pieces(.tolerant)
        guard let bytes = try? pieces.decode(Data(text.utf8)), let rest = try? pieces.finish() else {
            return nil
        }
        let all = bytes + rest
        return all.isEmpty ? nil : all
    }
}

extension FlixuInlineFile: Hashable {
    /// Whether both hold the same bytes, or the same text that is no Base64.
    public static func == (one: FlixuInlineFile, other: FlixuInlineFile) -> Bool {
        switch (one.storage, other.storage) {
        case (.text(let one), .text(let other)): return one == other
        case (.file(let one), .file(let other)) where one === other: return true
        default:
            guard let one = try? one.data(), let other = try? other.data() else { return false }
            return one == other
        }
    }

    /// Nothing goes in that would have to be read first.
    public func hash(into hasher: inout Hasher) {}
}

extension FlixuInlineFile: Codable {
    /// Reads Base64; what is none is kept as it is.
    public init(from decoder: any Decoder) throws {
        self.init(base64: try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes Base64.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch storage {
        case .text(let text): try container.encode(text)
        case .file: try container.encode(try data().base64EncodedString())
        }
    }
}
