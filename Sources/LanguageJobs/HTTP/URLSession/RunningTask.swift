import Foundation

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// A task of URLSession, and what lets go of the body that it sends.
struct RunningTask: Sendable {
    var task: URLSessionTask
    var releaseBody: @Sendable () -> Void = {}
}

extension URLSession {
    /// Makes a task that sends a body of known length, in one framing.
    ///
    /// - Parameter onFailure: Called when the body can't be read to its end.
    func makeTask(
        _ request: URLRequest, sending upload: OutgoingBody,
        onFailure: @escaping @Sendable (TransportFailure) -> Void
    ) -> RunningTask {
        switch upload {
        case .none:
            return RunningTask(task: dataTask(with: request))
        case .bytes(let data) where data.count <= OutgoingBody.memoryLimit:
            return RunningTask(task: uploadTask(with: request, from: data))
        #if canImport(FoundationNetworking)
        case .bytes, .file:
            let reader = OutgoingReader(upload, onFailure: onFailure)
            let request = request.streaming(OutgoingStream(reader), length: upload.length)
            return RunningTask(task: dataTask(with: request), releaseBody: reader.release)
        #else
        case .bytes(let data):
            return RunningTask(task: uploadTask(with: request, from: data))
        case .file(let file):
            return RunningTask(
                task: uploadTask(with: request, fromFile: URL(fileURLWithPath: file.path ?? "")))
        #endif
        }
    }
}

#if canImport(FoundationNetworking)
extension URLRequest {
    /// The request with a body of known length from a stream.
    ///
    /// Foundation takes a stream's length for unknown and frames it in chunks, and adds a content type. libcurl
    /// leaves out a header field whose value is blank, and frames the body by the length that stands in the header.
    fileprivate func streaming(_ stream: InputStream, length: Int64) -> URLRequest {
        var request = self
        request.httpBodyStream = stream
        request.setValue("\(length)", forHTTPHeaderField: "Content-Length")
        for name in ["Transfer-Encoding", "Content-Type"] where request.value(forHTTPHeaderField: name) == nil
        {
            request.setValue(" ", forHTTPHeaderField: name)
        }
        return request
    }
}
#endif
