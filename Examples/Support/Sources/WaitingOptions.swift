#if Examples
public import ArgumentParser
public import LDXHub

/// The options of every tool that waits for a job.
public struct WaitingOptions: ParsableArguments, Sendable {
    /// The longest wait, in seconds.
    @Option(help: .init("The longest wait, in seconds.", valueName: "seconds"))
    public var timeout: Int = 1_800

    /// A job to go on with.
    @Option(help: .init("Go on with a job, as ^C printed it, instead of creating one.", valueName: "job"))
    public var resume: String?

    /// Makes the defaults.
    public init() {}

    /// Checks the wait.
    public func validate() throws {
        guard timeout > 0 else { throw ValidationError("--timeout takes a number of seconds above 0.") }
    }

    /// How to wait: as the service prefers, but no longer than was asked for.
    public var watching: WatchOptions { WatchOptions(maxWait: .seconds(timeout)) }
}
#endif
