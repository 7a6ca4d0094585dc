/// One step on the way to a value in a catalogue.
enum CatalogueStep {
    case member(String)
    case element(Int)
}

extension [CatalogueStep] {
    /// The way for people, such as `menu.file[0]`; names that are no plain words stand in quotation marks: `["a.b"]`.
    var spelled: String {
        var text = ""
        for step in self {
            switch step {
            case .element(let index): text += "[\(index)]"
            case .member(let name):
                let isPlain =
                    !name.isEmpty
                    && name.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || Self.isPlain($0) }
                text += isPlain ? (text.isEmpty ? name : ".\(name)") : "[\"\(name)\"]"
            }
        }
        return text
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        ("0"..."9").contains(scalar) || scalar == "_" || scalar == "-"
    }
}
