public import Foundation
public import LDXHub

/// Where an output goes: a name made of the input's, never over a file that is there.
public enum OutputPlace {
    /// The place that was named, or a free one in the current folder.
    ///
    /// - Parameters:
    ///   - path: What the user named, if anything.
    ///   - name: The name of the input.
    ///   - tag: What stands between name and ending, `refined` for example.
    ///   - ending: The ending of the output.
    /// - Throws: `ClientError` when nothing can be written there: before a job is paid for.
    public static func named(
        _ path: String?, orFor name: String, tag: String? = nil, ending: String
    ) throws -> URL {
        let folder = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
        let place =
            path.map { URL(fileURLWithPath: $0) } ?? free(for: name, tag: tag, ending: ending, in: folder)
        if let problem = problem(place) {
            throw ClientError(.fileUnavailable, problem, operation: ExitStatus.writing)
        }
        return place
    }

    /// The ending of files of a format.
    public static func ending(of format: LDXFormat) -> String {
        format == .text ? "txt" : format.rawValue
    }

    /// The first free of `name.tag.ending`, `name.tag-2.ending` and so on.
    public static func free(for name: String, tag: String?, ending: String, in folder: URL) -> URL {
        let plain = URL(fileURLWithPath: name).deletingPathExtension().lastPathComponent
        let base = tag.map { "\(plain).\($0)" } ?? plain
        let ending = ending.isEmpty ? "" : ".\(ending)"
        var candidate = folder.appendingPathComponent(base + ending)
        var number = 2
        while FileManager.default.fileExists(atPath: candidate.path) {
            candidate = folder.appendingPathComponent("\(base)-\(number)\(ending)")
            number += 1
        }
        return candidate
    }

    /// Says why nothing can be written at a place; `nil` when it can.
    public static func problem(_ place: URL) -> String? {
        let folder = place.deletingLastPathComponent().path
        if FileManager.default.fileExists(atPath: place.path) {
            return "There is a file at \(place.path) already. Name another place."
        }
        guard FileManager.default.isWritableFile(atPath: folder) else {
            return "Nothing can be written in \(folder). Check the folder and the rights to it."
        }
        return nil
    }
}
