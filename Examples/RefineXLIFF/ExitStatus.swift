#if Examples
import ArgumentParser
import Foundation
import LDXHub

/// Tells the user what went wrong, and a script by the exit code.
enum ExitStatus {
    static func report(_ error: any Error) -> any Error {
        guard let error = error as? ClientError else { return error }
        var text = "refine-xliff: \(error)\n"
        if let reference = error.reference, error.code == .timedOut {
            text += "Go on with it: refine-xliff --resume \(reference.id)\n"
        }
        FileHandle.standardError.write(Data(text.utf8))
        return code(for: error)
    }

    private static func code(for error: ClientError) -> ExitCode {
        switch error.code {
        case .invalidRequest: ExitCode(64)
        case .jobFailed, .resultExpired, .rejected: ExitCode(65)
        case .fileUnavailable, .fileTooLarge: error.operation == "files.content" ? ExitCode(73) : ExitCode(66)
        case .storageFull: ExitCode(73)
        case .connectionFailed, .connectionLost, .requestTimedOut, .serviceFailed: ExitCode(69)
        case .timedOut, .submissionUncertain, .rateLimited: ExitCode(75)
        case .missingCredential, .unauthorized, .forbidden, .insufficientCredit: ExitCode(77)
        default: ExitCode(70)
        }
    }
}
#endif
