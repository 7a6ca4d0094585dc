import Foundation

/// A stretch of a form's body.
enum MultipartSegment: Sendable {
    case bytes(Data)
    case file(URL, size: Int64)

    var length: Int64 {
        switch self {
        case .bytes(let data): Int64(data.count)
        case .file(_, let size): size
        }
    }
}
