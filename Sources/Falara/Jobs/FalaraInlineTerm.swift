/// A term that a job is given with itself, without a glossary (Falara docs, Text Translation).
///
/// An older page has the entries of glossaries here; what the newer one shows is sent.
public struct FalaraInlineTerm: Sendable, Hashable, Codable {
    /// The term in the source language.
    public var source: String
    /// What it is to become.
    public var target: String

    /// Makes a term.
    public init(_ source: String, _ target: String) {
        self.source = source
        self.target = target
    }
}
