/// How many columns of a terminal a text takes, where letters of East Asia take two.
public enum TextWidth {
    /// The columns of a text.
    public static func of(_ text: String) -> Int {
        text.reduce(0) { $0 + ($1.isWide ? 2 : 1) }
    }

    /// Cuts or fills a text to a width.
    ///
    /// - Parameters:
    ///   - text: The text; line breaks, tabs and other control characters become spaces, so that none steers a terminal.
    ///   - width: The columns.
    ///   - leading: Whether it is filled before the text, as numbers are.
    public static func fit(_ text: String, _ width: Int, leading: Bool = false) -> String {
        var result = ""
        var used = 0
        let text = String(text.map { $0.isNewline || $0.isControl ? " " : $0 })
        let isCut = of(text) > width
        for character in text {
            let columns = character.isWide ? 2 : 1
            guard used + columns <= (isCut ? width - 1 : width) else { break }
            result.append(character)
            used += columns
        }
        if isCut, width > 0 {
            result.append("…")
            used += 1
        }
        let filling = String(repeating: " ", count: max(0, width - used))
        return leading ? filling + result : result + filling
    }
}

extension Character {
    fileprivate var isControl: Bool {
        unicodeScalars.contains { $0.properties.generalCategory == .control }
    }

    fileprivate var isWide: Bool {
        guard let scalar = unicodeScalars.first?.value else { return false }
        return (0x1100...0x115F).contains(scalar) || (0x2E80...0xA4CF).contains(scalar)
            || (0xAC00...0xD7A3).contains(scalar) || (0xF900...0xFAFF).contains(scalar)
            || (0xFE30...0xFE6F).contains(scalar) || (0xFF00...0xFF60).contains(scalar)
            || (0x1F300...0x1FAFF).contains(scalar)
    }
}
