import Falara
public import LDXHub

/// The exit codes of the examples, as sysexits.h has them where it has one: a script can tell what to do next.
public enum ExitStatus {
    /// Done, but some records failed.
    public static let partlyDone: Int32 = 2
    /// Stopped by ^C.
    public static let interrupted: Int32 = 130

    /// The step in which the output is written; an error of a file is one of the output then.
    public static let writing = "output"

    /// For the end of a tool's help.
    public static let help = """
        Exit codes:
          0   done
          2   done, but some records or texts failed (extract-records, translate-strings)
          64  wrong arguments
          65  the job failed, or the service refused it
          66  no such input
          69  the service can't be reached
          70  anything else
          73  the output can't be written
          75  not done in time, perhaps created, or too many requests
          77  the key is missing or refused, or the credit is used up
          130 stopped
        """

    /// The code for an error of a call.
    public static func code(for error: ClientError) -> Int32 {
        switch error.code {
        case .invalidRequest: 64
        case .jobFailed, .resultExpired, .rejected, .duplicate: 65
        case .fileUnavailable, .fileTooLarge:
            error.reference != nil || error.operation == writing ? 73 : 66
        case .storageFull: 73
        case .connectionFailed, .connectionLost, .requestTimedOut, .serviceFailed: 69
        case .timedOut, .submissionUncertain, .rateLimited: 75
        case .missingCredential, .unauthorized, .forbidden, .insufficientCredit: 77
        default: 70
        }
    }
}
