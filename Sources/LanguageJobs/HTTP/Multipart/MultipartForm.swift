import Foundation

/// A `multipart/form-data` body of known length that is put together while it is read (RFC 7578).
package struct MultipartForm: Sendable {
    /// One part of a form.
    package enum Part: Sendable {
        /// Text, sent as it is.
        case field(name: String, value: String)
        /// A file or bytes; a file must have exactly this size when it is sent.
        case file(name: String, UploadSource, size: Int64)
    }

    /// The value of the request's `Content-Type`.
    package let contentType: String
    /// The number of bytes of the body.
    package let contentLength: Int64
    private let segments: [MultipartSegment]

    /// Makes a form.
    ///
    /// - Parameter boundary: What stands between the parts; it must not occur in them. Default: 128 random bits.
    package init(_ parts: [Part], boundary: String = MultipartForm.randomBoundary()) {
        var segments: [MultipartSegment] = []
        for part in parts {
            segments.append(.bytes(Data("--\(boundary)\r\n\(part.header)\r\n".utf8)))
            segments.append(part.content)
            segments.append(.bytes(Data("\r\n".utf8)))
        }
        segments.append(.bytes(Data("--\(boundary)--\r\n".utf8)))
        self.segments = segments
        contentLength = segments.reduce(0) { $0 + $1.length }
        contentType = "multipart/form-data; boundary=\(boundary)"
    }

    /// The body, which can be sent again.
    ///
    /// Reading it throws ``TransportFailure`` with `.bodyUnreadable` when a file can't be read or has another size
    /// than was announced: what was read until then is never a whole body.
    package var body: TransportBody {
        let segments = segments
        return .stream(length: contentLength) { MultipartReader(segments).stream }
    }

    /// A boundary that no content has by chance.
    package static func randomBoundary() -> String {
        "language-jobs-" + String(UInt64.random(in: 0 ... .max), radix: 36)
            + String(UInt64.random(in: 0 ... .max), radix: 36)
    }
}

extension MultipartForm.Part {
    /// The lines before the content, each with its line break.
    fileprivate var header: String {
        switch self {
        case .field(let name, _):
            "Content-Disposition: form-data; name=\"\(name.formEscaped)\"\r\n"
        case .file(let name, let source, _):
            "Content-Disposition: form-data; name=\"\(name.formEscaped)\"; "
                + "filename=\"\(source.filename.formEscaped)\"\r\n"
                + "Content-Type: \(source.contentType?.withoutLineBreaks ?? "application/octet-stream")\r\n"
        }
    }

    fileprivate var content: MultipartSegment {
        switch self {
        case .field(_, let value): return .bytes(Data(value.utf8))
        case .file(_, let source, let size):
            switch source.storage {
            case .data(let data): return .bytes(data)
            case .file(let url): return .file(url, size: size)
            }
        }
    }
}

extension String {
    /// The text for a quoted value, escaped as browsers do (WHATWG HTML, "multipart/form-data encoding algorithm");
    /// what is not ASCII stays, in UTF-8.
    fileprivate var formEscaped: String {
        withoutLineBreaks.replacing("\"", with: "%22")
    }

    fileprivate var withoutLineBreaks: String {
        // By bytes: a line break of two is one character.
        var bytes: [UInt8] = []
        for byte in utf8 {
            switch byte {
            case 0x0D: bytes += Array("%0D".utf8)
            case 0x0A: bytes += Array("%0A".utf8)
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
