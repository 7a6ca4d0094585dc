#if Examples
import ArgumentParser
public import LDXHub

extension ServiceTool where Client == LDXHubClient {
    /// Runs a command's work on LDX hub; see ``run(_:on:_:)``.
    ///
    /// - Parameter needsKey: Whether a key is needed; models and engines can be read without.
    public static func run(
        _ name: String, needsKey: Bool = true, _ work: @escaping @Sendable (Tool) async throws -> Void
    ) async throws {
        try await run(name, on: { try .ldxHub(needsKey: needsKey) }, work)
    }
}

extension ServiceTool {
    /// Runs a command's work: ^C cancels it, and every error ends in words on standard error and an exit code.
    ///
    /// - Parameters:
    ///   - name: The tool's name, as it stands before messages.
    ///   - service: Reaches the service.
    ///   - work: What the command does.
    /// - Throws: `ExitCode`.
    public static func run(
        _ name: String, on service: () throws -> Reached<Client>,
        _ work: @escaping @Sendable (ServiceTool) async throws -> Void
    ) async throws {
        let tool: ServiceTool
        do {
            tool = ServiceTool(name, try service())
        } catch let error as ClientError {
            Console.note("\(name): \(error)")
            throw ExitCode(ExitStatus.code(for: error))
        }
        do {
            try await Interruption.run { try await work(tool) }
            tool.finish()
        } catch is CancellationError {
            tool.explainInterruption()
            throw ExitCode(ExitStatus.interrupted)
        } catch let error as ClientError {
            tool.explain(error)
            throw ExitCode(ExitStatus.code(for: error))
        }
    }
}
#endif
