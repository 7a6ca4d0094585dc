/// A binary heap: the smallest key first, among equal ones the one that was inserted first.
struct PriorityHeap<Key: Comparable & Sendable>: Sendable {
    struct Entry: Sendable {
        let key: Key
        /// Grows with each insertion.
        let order: Int

        func isBefore(_ other: Entry) -> Bool {
            key == other.key ? order < other.order : key < other.key
        }
    }

    private var entries: [Entry] = []

    init() {}

    init(_ unordered: some Sequence<Entry>) {
        for entry in unordered { insert(entry) }
    }

    var count: Int { entries.count }

    var first: Entry? { entries.first }

    /// All entries, in the order in which they would be popped.
    var sorted: [Entry] { entries.sorted { $0.isBefore($1) } }

    mutating func insert(_ entry: Entry) {
        entries.append(entry)
        var child = entries.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard entries[child].isBefore(entries[parent]) else { return }
            entries.swapAt(child, parent)
            child = parent
        }
    }

    mutating func popFirst() -> Entry? {
        guard let last = entries.popLast() else { return nil }
        guard let first = entries.first else { return last }
        entries[0] = last
        siftDown()
        return first
    }

    private mutating func siftDown() {
        var parent = 0
        while true {
            var smallest = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < entries.count && entries[child].isBefore(entries[smallest]) {
                smallest = child
            }
            guard smallest != parent else { return }
            entries.swapAt(parent, smallest)
            parent = smallest
        }
    }
}
