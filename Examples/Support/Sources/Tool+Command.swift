#if Examples
import ArgumentParser
import LDXHub

extension Tool {
    /// Runs a command's work: ^C cancels it, and every error ends in words on standard error and an exit code.
    ///
    /// - Throws: `ExitCode`.
    public static func run(
        _ name: String, needsKey: Bool = true, _ work: @escaping @Sendable (Tool) async throws -> Void
    ) async throws {
        let tool: Tool
        do {
            tool = try Tool(name, needsKey: needsKey)
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
