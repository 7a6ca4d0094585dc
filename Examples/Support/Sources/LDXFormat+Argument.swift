#if Examples
public import ArgumentParser
public import LDXHub

/// Any format can be named, `jpg` and `txt` as well; which of them a service takes is its own to say.
extension LDXFormat: ExpressibleByArgument {
    /// Takes the name of a format, or the ending of its files.
    public init?(argument: String) {
        guard !argument.isEmpty else { return nil }
        self = argument.lowercased() == "txt" ? .text : LDXFormat(fileExtension: argument)
    }
}
#endif
