extension LDXModel {
    /// Whether the service says that this makes the one format of the other.
    ///
    /// - Returns: `false` also when the service says nothing of formats; ``supportedConversions`` is `nil` or empty then.
    public func supports(from input: LDXFormat, to output: LDXFormat) -> Bool {
        conversions.contains { $0.from == input && $0.to == output }
    }

    /// Whether the service says that this reads a language.
    ///
    /// - Parameter code: A code as in ``supportedLanguages``, such as `jpn`.
    /// - Returns: `false` also when the service says nothing of languages.
    public func supports(language code: String) -> Bool {
        supportedLanguages?.contains { $0.code == code } ?? false
    }

    /// What of the needs this can't do, and what it can; `nil` when nothing is known to stand in the way.
    func lack(of needs: LDXNeeds) -> String? {
        lackOfFormat(needs) ?? lackOfLanguage(needs)
    }

    private var conversions: [Conversion] { supportedConversions ?? [] }

    private func lackOfFormat(_ needs: LDXNeeds) -> String? {
        // What the service does not list may still be possible.
        guard !conversions.isEmpty else { return nil }
        let fitting = conversions.filter { needs.input == nil || $0.from == needs.input }
        if let input = needs.input, fitting.isEmpty {
            return "\(id) does not read \(input). It reads \(Self.list(conversions.map(\.from)))."
        }
        guard let output = needs.output, !fitting.contains(where: { $0.to == output }) else { return nil }
        let source = needs.input.map { " of \($0)" } ?? ""
        return "\(id) makes no \(output)\(source). It makes \(Self.list(fitting.map(\.to)))."
    }

    private func lackOfLanguage(_ needs: LDXNeeds) -> String? {
        guard let known = supportedLanguages, !known.isEmpty,
            let missing = needs.languages.first(where: { !supports(language: $0) })
        else { return nil }
        let readable = known.map { language in
            language.displayName.map { "\(language.code) (\($0))" } ?? language.code
        }
        return "\(id) does not read the language \(missing). It reads \(readable.joined(separator: ", "))."
    }

    private static func list(_ formats: [LDXFormat]) -> String {
        var seen: Set<LDXFormat> = []
        return formats.filter { seen.insert($0).inserted }.map(\.rawValue).joined(separator: ", ")
    }
}
