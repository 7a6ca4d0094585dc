#if Examples
public import ArgumentParser
public import Foundation

/// The options of every tool that writes a file.
public struct FileOptions: ParsableArguments, Sendable {
    @Option(
        name: .shortAndLong,
        help: .init(
            "The file to write. Default: one in this folder, named after the input.", valueName: "file"))
    private var output: String?

    /// Makes the defaults.
    public init() {}

    /// Where to write; see ``OutputPlace/named(_:orFor:tag:ending:)``.
    public func place(for input: String, tag: String? = nil, ending: String) throws -> URL {
        try OutputPlace.named(output, orFor: input, tag: tag, ending: ending)
    }
}
#endif
