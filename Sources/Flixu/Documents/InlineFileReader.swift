import Foundation

/// Reads answers that may hold a file as Base64: the file goes to a temporary one while it arrives, so that it is never whole in
/// memory.
final class InlineFileReader: Sendable {
    private struct State: Sendable {
        var file: TemporaryFile?
        var problem: Problem?
    }

    /// Why a file can't be used.
    struct Problem: Sendable {
        let code: ClientError.Code
        let reason: String
    }

    /// More than an answer has beside the file.
    private static let restLimit = 4 << 20

    private let files: TemporaryFiles
    private let state = SendableBox(State())

    init(in files: TemporaryFiles) {
        self.files = files
    }

    /// Why the file that came can't be used; `nil` when it can, or none came.
    var problem: Problem? { state.current.problem }

    /// The file that came, of the answer that was read last.
    var file: FlixuInlineFile? { state.current.file.map { FlixuInlineFile($0) } }

    /// Reads an answer's bytes, without the file.
    func read(_ response: TransportResponse, limit: Int) async throws -> Data {
        state.exchange(State())
        var parser = InlineFileParser()
        var sink = Sink(files: files)
        var count = 0
        for try await piece in response.body {
            count += piece.count
            let text: Data
            do {
                text = try parser.consume(piece)
            } catch {
                throw TransportFailure(.other, "The translated file in the answer is no JSON string.")
            }
            sink.write(text)
            guard count <= limit, parser.rest.count <= Self.restLimit else {
                throw TransportFailure(
                    .responseTooLarge,
                    "The answer is larger than the \(limit) bytes that were allowed for it.")
            }
        }
        sink.finish()
        state.exchange(State(file: sink.problem == nil ? sink.file : nil, problem: sink.problem))
        return parser.rest
    }

    /// Decodes Base64 into a temporary file. A problem is kept rather than thrown: the answer may name another way to the
    /// translation, which is paid.
    private struct Sink {
        let files: TemporaryFiles
        var file: TemporaryFile?
        var problem: Problem?
        private var base64 = Base64Pieces(.tolerant)
        private var size: Int64 = 0

        init(files: TemporaryFiles) {
            self.files = files
        }

        mutating func write(_ text: Data) {
            guard problem == nil, !text.isEmpty else { return }
            keep { try $0.decode(text) }
        }

        mutating func finish() {
            guard problem == nil else { return }
            keep { try $0.finish() }
        }

        private mutating func keep(_ decode: (inout Base64Pieces) throws -> Data) {
            do {
                let bytes = try decode(&base64)
                guard !bytes.isEmpty else { return }
                let file = try file ?? files.makeFile()
                self.file = file
                try file.file.write(bytes, at: size)
                size += Int64(bytes.count)
            } catch is Base64Pieces.Malformed {
                fail(.unexpectedResponse, "it is no Base64")
            } catch {
                fail(.storageFull, "it can't be kept in the temporary directory (\(error))")
            }
        }

        private mutating func fail(_ code: ClientError.Code, _ reason: String) {
            problem = Problem(code: code, reason: reason)
            file = nil
        }
    }
}
