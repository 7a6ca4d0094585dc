/// What `<?xml …?>` says at the beginning of a document.
struct XMLDeclaration {
    let encoding: String?

    /// Takes the declaration that a scanner just read, or nothing where it is not well-formed.
    init?(_ scanner: XMLScanner) {
        let values = scanner.attributes.map {
            (name: scanner.text(of: $0.name), value: scanner.text(of: $0.value))
        }
        // Versions above 1.0 are read as 1.0, which is what its fifth edition asks for.
        guard let version = values.first, version.name == "version",
            version.value.wholeMatch(of: /1\.[0-9]+/) != nil,
            [[], ["encoding"], ["standalone"], ["encoding", "standalone"]]
                .contains(values.dropFirst().map(\.name)),
            values.allSatisfy({ $0.name != "standalone" || $0.value == "yes" || $0.value == "no" })
        else { return nil }
        encoding = values.first { $0.name == "encoding" }?.value
    }
}
