public import Foundation

/// What a job works on: something to upload, or a file that is at LDX hub already.
public struct LDXInput: Sendable {
    package enum Storage: Sendable {
        case upload(UploadSource)
        case uploaded(LDXFileID)
    }

    package let storage: Storage

    /// A file on disk.
    public static func file(_ url: URL, filename: String? = nil) -> LDXInput {
        LDXInput(storage: .upload(.file(url, filename: filename)))
    }

    /// Bytes in memory.
    public static func data(_ data: Data, filename: String) -> LDXInput {
        LDXInput(storage: .upload(.data(data, filename: filename)))
    }

    /// A file that was uploaded, or that another job made.
    public static func uploaded(_ id: LDXFileID) -> LDXInput {
        LDXInput(storage: .uploaded(id))
    }
}
