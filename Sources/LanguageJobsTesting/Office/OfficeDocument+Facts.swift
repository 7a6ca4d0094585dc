import Foundation

extension OfficeDocument {
    /// A document that tells facts, and then has lines of text.
    static func telling(
        _ facts: [(name: String, value: String)], lines: [String] = [], as format: OfficePackage.Format
    ) throws(ZIPArchive.TooLarge) -> Data {
        let sentences = facts.map { "\($0.name): \($0.value)" }
        return switch format {
        case .docx: try docx(paragraphs: sentences + lines)
        case .xlsx: try xlsx(rows: facts.map { [$0.name, $0.value] } + lines.map { [$0] })
        case .pptx: try pptx(slides: [sentences, lines].filter { !$0.isEmpty })
        }
    }
}
