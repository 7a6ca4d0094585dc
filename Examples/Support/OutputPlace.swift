public import Foundation

/// Where an output goes: `<name>.refined.<ext>`, never over a file that is there.
public enum OutputPlace {
    /// Says why nothing can be written at a place, before a job is paid for; `nil` when it can.
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

    /// The first free name for the refined version of a file, in a folder.
    public static func free(for name: String, in folder: URL) -> URL {
        let url = URL(fileURLWithPath: name)
        let base = url.deletingPathExtension().lastPathComponent
        let ending = url.pathExtension.isEmpty ? "xlf" : url.pathExtension
        var candidate = folder.appendingPathComponent("\(base).refined.\(ending)")
        var number = 2
        while FileManager.default.fileExists(atPath: candidate.path) {
            candidate = folder.appendingPathComponent("\(base).refined-\(number).\(ending)")
            number += 1
        }
        return candidate
    }
}
