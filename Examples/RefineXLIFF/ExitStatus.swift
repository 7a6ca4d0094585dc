#if Examples
import ArgumentParser
import Foundation
import LDXHub

/// Tells the user what went wrong, and a script by the exit code.
enum ExitStatus {
    /// The step in which the output is written.
    static let writing = "output"

    static func report(_ error: any Error) -> any Error {
        guard let error = error as? ClientError else { return error }
        var text = "refine-xliff: \(error)\n"
        if let reference = error.reference, error.code != .jobFailed, error.code != .resultExpired {
            text += "Go on with it: refine-xliff --resume \(reference.id)\n"
        }
        FileHandle.standardError.write(Data(text.utf8))
        return code(for: error)
    }

    private static func code(for error: ClientError) -> ExitCode {
        switch error.code {
        case .invalidRequest: ExitCode(64)
        case .jobFailed, .resultExpired, .rejected: ExitCode(65)
        case .fileUnavailable, .fileTooLarge:
            error.reference != nil || error.operation == writing ? ExitCode(73) : ExitCode(66)
        case .storageFull: ExitCode(73)
        case .connectionFailed, .connectionLost, .requestTimedOut, .serviceFailed: ExitCode(69)
        case .timedOut, .submissionUncertain, .rateLimited: ExitCode(75)
        case .missingCredential, .unauthorized, .forbidden, .insufficientCredit: ExitCode(77)
        default: ExitCode(70)
        }
    }
}
#endif
