import Foundation

extension FalaraInput {
    /// A checksum of the texts, without what is sent beside them: it tells changed texts from the same ones.
    var fingerprint: String {
        let texts: [String] =
            switch self {
            case .text(let text): [text]
            case .segments(let texts): texts.map(\.text)
            }
        var sum = XXH64()
        for text in texts {
            let bytes = Data(text.utf8)
            // With its length before it, no text can be taken for two.
            sum.update(Data("\(bytes.count):".utf8))
            sum.update(bytes)
        }
        return String(sum.value, radix: 16)
    }
}
