import Foundation
public import LDXHub

/// What a tool works on: a file that the user named, or a sample.
public struct InputFile: Sendable {
    /// For `run`, `extract` and `analyze` of LDX hub.
    public let source: LDXInput
    /// For other services.
    public let upload: UploadSource
    /// The name, without a path.
    public let name: String
    /// The format by the ending of the name.
    public let format: LDXFormat
    /// Whether it is the sample.
    public let isSample: Bool

    /// The ending of the name as it is written, without the dot.
    public var ending: String? {
        let ending = URL(fileURLWithPath: name).pathExtension
        return ending.isEmpty ? nil : ending
    }

    /// Takes the file at a path, or else a sample, and says so.
    ///
    /// - Throws: `ClientError` with `.fileUnavailable` when there is no file to be read: before a job is thought of.
    public init(_ path: String?, orSample sample: Sample) throws {
        isSample = path == nil
        if let path {
            let url = URL(fileURLWithPath: path)
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder),
                !isFolder.boolValue,
                FileManager.default.isReadableFile(atPath: url.path)
            else {
                throw ClientError(
                    .fileUnavailable,
                    "There is no file at \(url.path), or it may not be read. Check the path.")
            }
            (source, upload, name) = (.file(url), .file(url), url.lastPathComponent)
        } else {
            Console.note("No file named: taking the sample \(sample.name).")
            source = .data(sample.data, filename: sample.name)
            (upload, name) = (.data(sample.data, filename: sample.name), sample.name)
        }
        format = LDXFormat(fileExtension: URL(fileURLWithPath: name).pathExtension)
    }
}
