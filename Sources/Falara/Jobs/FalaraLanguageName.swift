/// A language's code as it is compared: `pt-BR`, `pt-br` and `pt_BR` are the same.
struct FalaraLanguageName: Hashable {
    private let key: String

    init(_ code: String) { key = code.lowercased().replacing("_", with: "-") }
}
