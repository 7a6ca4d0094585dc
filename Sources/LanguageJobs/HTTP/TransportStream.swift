public import Foundation

/// The bytes of a body, chunk by chunk, to be read once.
///
/// Chunks are never empty. The stream is pulled: nothing is read ahead of the consumer but what a transport must
/// hold. Letting go of a stream before its end gives up the transfer behind it.
public struct TransportStream: AsyncSequence, Sendable {
    /// A chunk of the body.
    public typealias Element = Data
    /// A cut connection, a timeout, a file that can't be read: see ``TransportFailure``.
    public typealias Failure = any Error

    private let pull: @Sendable () async throws -> Data?

    /// Makes a stream from a function that gives the next chunk, `nil` at the end; it is never called concurrently.
    public init(_ next: @escaping @Sendable () async throws -> Data?) {
        pull = next
    }

    /// Makes a stream of bytes that are in memory already, in one chunk.
    public init(_ data: Data) {
        let rest = SendableBox(data)
        pull = { rest.exchange(Data()).nonEmpty }
    }

    /// An empty stream.
    public static var empty: TransportStream { TransportStream { nil } }

    /// Makes the iterator; a second one goes on where the first stopped.
    public func makeAsyncIterator() -> Iterator { Iterator(pull: pull) }

    /// Gives the chunks one after the other.
    public struct Iterator: AsyncIteratorProtocol {
        fileprivate let pull: @Sendable () async throws -> Data?

        /// The next chunk, `nil` at the end.
        public mutating func next() async throws -> Data? {
            while let chunk = try await pull() {
                if !chunk.isEmpty { return chunk }
            }
            return nil
        }

        /// The next chunk, `nil` at the end.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws -> Data? {
            while let chunk = try await pull() {
                if !chunk.isEmpty { return chunk }
            }
            return nil
        }
    }

    /// Reads all of it into memory.
    ///
    /// - Parameter limit: The most bytes to hold.
    /// - Throws: ``TransportFailure`` with `.responseTooLarge` beyond the limit, and what the transfer throws.
    public func collect(upTo limit: Int) async throws -> Data {
        var all = Data()
        for try await chunk in self {
            guard all.count + chunk.count <= limit else {
                throw TransportFailure(
                    .responseTooLarge, "The body is larger than the \(limit) bytes that were allowed for it.")
            }
            all.append(chunk)
        }
        return all
    }
}

extension Data {
    fileprivate var nonEmpty: Data? { isEmpty ? nil : self }
}
