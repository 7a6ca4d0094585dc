#if Examples
public import ArgumentParser
public import LDXHub

/// The options of every tool that runs a job of LDX hub.
public struct JobOptions: ParsableArguments, Sendable {
    /// Whether the catalogue is asked first.
    @Flag(help: "Ask the service first whether the model or engine can do this; nothing is uploaded if not.")
    public var preflight = false

    @OptionGroup private var waiting: WaitingOptions

    /// Makes the defaults.
    public init() {}

    /// A job to go on with.
    public var resume: String? { waiting.resume }

    /// How to wait.
    public var watching: WatchOptions { waiting.watching }
}
#endif
