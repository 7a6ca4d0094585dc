import ExampleSupport
import Flixu
import Foundation

/// What is translated: a file that the user named, or the sample.
enum TextsFile {
    case sample
    case file(URL)

    /// The name, without a path.
    var name: String {
        switch self {
        case .sample: Sample.texts.name
        case .file(let url): url.lastPathComponent
        }
    }

    /// Reads it.
    func read() throws -> StringCatalogue {
        switch self {
        case .sample:
            Console.note("No file named: taking the sample \(Sample.texts.name).")
            return try StringCatalogue(Sample.texts.data, format: .json, name: Sample.texts.name)
        case .file(let url):
            return try StringCatalogue(contentsOf: url)
        }
    }
}
