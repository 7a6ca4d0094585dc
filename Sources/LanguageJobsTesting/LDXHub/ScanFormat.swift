import Foundation

/// The formats that RenderOCR reads, told by a file's first bytes.
enum ScanFormat: String, CaseIterable {
    case pdf
    case tiff
    case jpeg
    case png
    case bmp

    /// - Parameter prefix: The file's first bytes, eight where it has so many.
    init?(_ prefix: Data) {
        let match = Self.allCases.first { format in
            format.signatures.contains { prefix.starts(with: $0) }
        }
        guard let match else { return nil }
        self = match
    }

    private var signatures: [[UInt8]] {
        switch self {
        case .pdf: [Array("%PDF-".utf8)]
        case .tiff: [[0x49, 0x49, 0x2A, 0x00], [0x4D, 0x4D, 0x00, 0x2A]]
        case .jpeg: [[0xFF, 0xD8, 0xFF]]
        case .png: [[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]]
        case .bmp: [Array("BM".utf8)]
        }
    }
}
