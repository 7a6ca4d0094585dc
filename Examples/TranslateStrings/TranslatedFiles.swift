import ExampleSupport
import Flixu
import Foundation

/// Writes the files of a translated catalogue: each that can be written, before an error is thrown.
struct TranslatedFiles {
    /// The name of the source.
    let name: String
    let format: StringCatalogue.Format
    let folder: URL

    /// Writes the files and prints their paths.
    ///
    /// - Throws: `ClientError` for the first file that could not be written.
    func write(_ files: [TranslatedCatalogue.File]) throws {
        var failure: ClientError?
        for file in files {
            let tag = format == .xcstrings ? "translated" : file.languages.joined(separator: "-")
            let place = OutputPlace.free(for: name, tag: tag, ending: format.rawValue, in: folder)
            do {
                try file.data.write(to: place, options: .atomic)
                Console.result(place.path)
            } catch {
                failure =
                    failure
                    ?? ClientError(
                        .fileUnavailable, "\(place.path) can't be written: \(error.localizedDescription)",
                        operation: ExitStatus.writing)
            }
        }
        if let failure { throw failure }
    }

    /// Checks what can be known before anything is paid.
    ///
    /// - Throws: `ClientError` when nothing can be written to the folder, or a language can't be part of a file's name.
    func check(_ languages: [String]) throws {
        for language in languages where language.contains(where: { $0 == "/" || $0 == "\0" }) {
            throw ClientError(
                .invalidRequest, "“\(language)” is no language: a code such as de is needed.")
        }
        if let problem = OutputPlace.problem(folder.appending(path: "\(name).\(UUID().uuidString)")) {
            throw ClientError(.fileUnavailable, problem, operation: ExitStatus.writing)
        }
    }
}
