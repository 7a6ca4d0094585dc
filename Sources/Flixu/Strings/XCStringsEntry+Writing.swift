import LanguageJobs

extension XCStringsDocument.Entry {
    func localization(in language: String) -> JSONTree? {
        tree["localizations"]?[language]
    }

    /// Whether a language has all of it: texts, and none of them in the state `new`.
    func isTranslated(into language: String, _ text: [UInt8]) -> Bool {
        guard let localization = localization(in: language) else { return false }
        var (texts, new) = (0, 0)
        Self.count(localization, .localization, text, &texts, &new)
        return texts > 0 && new == 0
    }

    private static func count(
        _ tree: JSONTree, _ role: XCStringsRole, _ text: [UInt8], _ texts: inout Int, _ new: inout Int
    ) {
        switch (role, tree.content) {
        case (.text, _): texts += 1
        case (.state, _): new += text[tree.range].elementsEqual(#""new""#.utf8) ? 1 : 0
        case (_, .array(let elements)):
            for element in elements { count(element, role.ofElements, text, &texts, &new) }
        case (_, .object(let members)):
            for member in members { count(member.value, role.role(of: member.name), text, &texts, &new) }
        default: break
        }
    }

    /// The localization of another language: the source's, with other texts, and with what the language had beyond it.
    ///
    /// - Parameter texts: One a leaf.
    func localization(
        _ texts: [String], state: TranslationState, language: String, in text: [UInt8]
    ) throws -> OrderedJSON {
        guard let source else {
            let unit = [
                OrderedJSON.Member(
                    name: "state", spelling: Array(#""state""#.utf8), value: try OrderedJSON(state.rawValue)),
                OrderedJSON.Member(
                    name: "value", spelling: Array(#""value""#.utf8), value: try OrderedJSON(texts[0])),
            ]
            let made = OrderedJSON.object([
                OrderedJSON.Member(
                    name: "stringUnit", spelling: Array(#""stringUnit""#.utf8), value: .object(unit))
            ])
            return try made.keeping(
                localization(in: language).map { OrderedJSON($0, in: text) }, .localization)
        }
        var rest = texts[...]
        var made = OrderedJSON(source, in: text)
        try made.translate(.localization, &rest, state)
        return try made.keeping(localization(in: language).map { OrderedJSON($0, in: text) }, .localization)
    }
}

extension OrderedJSON {
    /// The categories of each plural in a localization.
    func plurals(_ role: XCStringsRole) -> [Set<String>] {
        guard case .object(let members) = self else { return [] }
        let inner = members.flatMap { $0.value.plurals(role.role(of: $0.name)) }
        guard case .dimension(isPlural: true) = role else { return inner }
        return [Set(members.map(\.name))] + inner
    }

    fileprivate mutating func translate(
        _ role: XCStringsRole, _ texts: inout ArraySlice<String>, _ state: TranslationState
    ) throws {
        switch (role, self) {
        case (.text, _):
            if let text = texts.popFirst() { self = try OrderedJSON(text) }
        case (_, .array(var elements)):
            for index in elements.indices { try elements[index].translate(role.ofElements, &texts, state) }
            self = .array(elements)
        case (_, .object(var members)):
            for index in members.indices {
                try members[index].value.translate(role.role(of: members[index].name), &texts, state)
            }
            self = .object(members)
            switch role {
            case .unit, .set: try set("state", try OrderedJSON(state.rawValue))
            default: break
            }
        default: break
        }
    }

    /// Adds what was there before and is nobody's translation: unknown members, and plural categories of the language's own.
    fileprivate func keeping(_ old: OrderedJSON?, _ role: XCStringsRole) throws -> OrderedJSON {
        guard case .object(let before) = old, case .object(let members) = self else { return self }
        var kept = OrderedJSON.object(
            try members.map { member in
                var member = member
                member.value = try member.value.keeping(old?[member.name], role.role(of: member.name))
                return member
            })
        for member in before where kept[member.name] == nil {
            if role.keepsCases || role.role(of: member.name).isOther {
                try kept.set(member.name, member.value)
            }
        }
        return kept
    }
}
