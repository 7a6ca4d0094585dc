import Foundation

/// Results go to standard output, everything else to standard error, so that a pipe gets results only.
public enum Console {
    /// Prints a result, at once, so that it stands in order beside the progress in a terminal.
    public static func result(_ text: String) {
        FileHandle.standardOutput.write(Data("\(text)\n".utf8))
    }

    /// Tells people something.
    public static func note(_ text: String) {
        FileHandle.standardError.write(Data("\(text)\n".utf8))
    }
}
