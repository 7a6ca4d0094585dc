import LanguageJobs

/// An `.xcstrings` file that has been read.
struct XCStringsDocument: Sendable {
    struct Entry: Sendable {
        let key: String
        let tree: JSONTree
        /// The localization of the source language; `nil`: the key is the text.
        let source: JSONTree?
        let leaves: [Leaf]
    }

    struct Leaf: Sendable {
        let text: String
        /// Which unit it is; `nil`: it has nothing to translate.
        var unit: Int?
    }

    let text: [UInt8]
    let sourceLanguage: String
    /// How its first line ends.
    let lineEnd: [UInt8]
    private(set) var entries: [Entry] = []
    private(set) var units: [StringCatalogue.Unit] = []

    private let name: String

    init(_ tree: JSONTree, _ text: [UInt8], name: String) throws {
        self.text = text
        self.name = name
        lineEnd = Self.lineEnd(of: text)
        guard let language = tree["sourceLanguage"], case .string = language.content, language.range.count > 2
        else {
            throw CatalogueFault.error(
                in: name, text, at: tree.range.lowerBound,
                "the member “sourceLanguage” is missing, or names none")
        }
        sourceLanguage = JSONText.text(of: text[language.range])
        guard let strings = tree["strings"], case .object(let members) = strings.content else {
            throw CatalogueFault.error(
                in: name, text, at: tree.range.lowerBound, "the member “strings” is missing, or is no object")
        }
        for member in members { try read(member) }
    }

    /// No string of JSON holds a line end, so the first there is stands between values.
    private static func lineEnd(of text: [UInt8]) -> [UInt8] {
        guard let end = text.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }), text[end] == 0x0D else {
            return [0x0A]
        }
        return end + 1 < text.count && text[end + 1] == 0x0A ? [0x0D, 0x0A] : [0x0D]
    }

    private mutating func read(_ member: JSONTree.Member) throws {
        var path: [CatalogueStep] = [.member("strings"), .member(member.name)]
        try expectObject(member.value, path)
        guard spelling(member.value["shouldTranslate"]) != "false",
            spelling(member.value["extractionState"]) != #""stale""#
        else { return }
        var source: JSONTree?
        if let localizations = member.value["localizations"] {
            path.append(.member("localizations"))
            try expectObject(localizations, path)
            if let found = localizations[sourceLanguage] {
                path.append(.member(sourceLanguage))
                try expectObject(found, path)
                source = found
            }
        }
        var found: [(text: String, path: String)] = []
        if let source { try collect(source, .localization, &path, &found) }
        if found.isEmpty { (source, found) = (nil, [(member.name, "")]) }
        add(member, source, found)
    }

    private mutating func add(
        _ member: JSONTree.Member, _ source: JSONTree?, _ found: [(text: String, path: String)]
    ) {
        var leaves: [Leaf] = []
        let first = units.count
        for (text, path) in found {
            guard FormatSpecifiers(text).hasLetters else {
                leaves.append(Leaf(text: text))
                continue
            }
            leaves.append(Leaf(text: text, unit: units.count))
            units.append(
                StringCatalogue.Unit(
                    key: StringCatalogue.Unit.key(units.count), path: "\"\(member.name)\"\(path)", text: text)
            )
        }
        guard units.count > first else { return }
        entries.append(Entry(key: member.name, tree: member.value, source: source, leaves: leaves))
    }

    private func collect(
        _ tree: JSONTree, _ role: XCStringsRole, _ path: inout [CatalogueStep],
        _ found: inout [(text: String, path: String)]
    ) throws {
        switch (role, tree.content) {
        case (.other, _), (.state, _): break
        case (.text, .string):
            found.append((JSONText.text(of: text[tree.range]), Self.place(of: path)))
        case (.text, _): throw failure(tree, path, "a string must stand there")
        case (.texts, .array(let elements)):
            for (index, element) in elements.enumerated() {
                path.append(.element(index))
                try collect(element, role.ofElements, &path, &found)
                path.removeLast()
            }
        case (.texts, _): throw failure(tree, path, "an array must stand there")
        case (_, .object(let members)):
            for member in members {
                path.append(.member(member.name))
                try collect(member.value, role.role(of: member.name), &path, &found)
                path.removeLast()
            }
        default: throw failure(tree, path, "an object must stand there")
        }
    }

    /// Where a text stands in its localization: below `strings`, the key, `localizations` and the language, and without the
    /// members that each text has.
    private static func place(of path: [CatalogueStep]) -> String {
        var inner = path.dropFirst(4)
        if case .member = inner.last { inner = inner.dropLast(2) }
        return inner.isEmpty ? "" : ".\(Array(inner).spelled)"
    }

    private func spelling(_ tree: JSONTree?) -> String {
        tree.map { String(decoding: text[$0.range], as: UTF8.self) } ?? ""
    }

    private func expectObject(_ tree: JSONTree, _ path: [CatalogueStep]) throws {
        guard case .object = tree.content else { throw failure(tree, path, "an object must stand there") }
    }

    private func failure(_ tree: JSONTree, _ path: [CatalogueStep], _ reason: String) -> ClientError {
        CatalogueFault.error(in: name, text, at: tree.range.lowerBound, path: path.spelled, reason)
    }
}
