/// A sequence as an asynchronous one.
struct SequenceRows<Base: Sequence>: AsyncSequence {
    let base: Base

    func makeAsyncIterator() -> Iterator { Iterator(base: base.makeIterator()) }

    struct Iterator: AsyncIteratorProtocol {
        var base: Base.Iterator

        mutating func next() async -> Base.Element? { base.next() }

        mutating func next(isolation actor: isolated (any Actor)?) async -> Base.Element? { base.next() }
    }
}
