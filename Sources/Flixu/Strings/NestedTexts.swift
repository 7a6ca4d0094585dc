/// The texts of nested JSON.
enum NestedTexts {
    static func slots(of tree: JSONTree, in text: [UInt8]) -> [TextSlot] {
        var slots: [TextSlot] = []
        var path: [CatalogueStep] = []
        collect(tree, text, &path, &slots)
        return slots
    }

    private static func collect(
        _ tree: JSONTree, _ text: [UInt8], _ path: inout [CatalogueStep], _ slots: inout [TextSlot]
    ) {
        switch tree.content {
        case .other: break
        case .string:
            slots.append(
                TextSlot(
                    path: path.spelled, text: JSONText.text(of: text[tree.range]), range: tree.range,
                    spelling: .json))
        case .array(let elements):
            for (index, element) in elements.enumerated() {
                path.append(.element(index))
                collect(element, text, &path, &slots)
                path.removeLast()
            }
        case .object(let members):
            for member in members {
                path.append(.member(member.name))
                collect(member.value, text, &path, &slots)
                path.removeLast()
            }
        }
    }
}
