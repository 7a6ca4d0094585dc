/// The two shapes of XLIFF: 1.2, and 2.0 with its successors.
enum XLIFFFamily: Sendable {
    case one
    case two

    /// What is read here, for messages.
    static let supported = "1.2, 2.0, 2.1 and 2.2"

    /// The family of a version, or `nil` where the version is not supported.
    init?(version: String) {
        switch version {
        case "1.2": self = .one
        case "2.0", "2.1", "2.2": self = .two
        default: return nil
        }
    }

    /// Whether a document of the family may be in a namespace; 1.2 is often written without any.
    func accepts(namespace: String) -> Bool {
        let base = "urn:oasis:names:tc:xliff:document:"
        return switch self {
        case .one: ["", base + "1.2"].contains(namespace)
        case .two: [base + "2.0", base + "2.1", base + "2.2"].contains(namespace)
        }
    }

    /// The element that holds a unit, for messages.
    var unitName: String { self == .one ? "trans-unit" : "unit" }

    /// Whether an inline element holds native code, which is not text to translate.
    func isOpaque(_ name: String) -> Bool {
        self == .one && ["bpt", "ept", "ph", "it"].contains(name)
    }
}
