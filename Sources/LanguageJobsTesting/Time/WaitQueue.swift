/// Suspended tasks, each with what it waits for: the smallest first, among equal ones whoever came first.
///
/// A cancelled task leaves its heap entry behind, to be skipped: finding it there would cost a linear search.
struct WaitQueue<Key: Comparable & Sendable>: Sendable {
    typealias Wake = CheckedContinuation<Void, any Error>

    private var heap = PriorityHeap<Key>()
    private var waiting: [Int: Wake] = [:]
    private var cancelledBeforeWaiting: Set<Int> = []
    private var lastID = 0

    /// How many tasks wait.
    var count: Int { waiting.count }

    /// What the tasks wait for, in the order in which they are to be woken.
    var keys: [Key] {
        heap.sorted.filter { waiting[$0.order] != nil }.map(\.key)
    }

    /// What the first in the queue waits for.
    var first: Key? {
        mutating get {
            while let entry = heap.first {
                if waiting[entry.order] != nil { return entry.key }
                _ = heap.popFirst()
            }
            return nil
        }
    }

    /// A number for a task that is about to wait.
    mutating func admit() -> Int {
        lastID += 1
        return lastID
    }

    /// Lets a task wait, or says no: it was cancelled since it was admitted.
    mutating func add(_ id: Int, for key: Key, _ wake: Wake) -> Bool {
        guard !cancelledBeforeWaiting.contains(id) else { return false }
        waiting[id] = wake
        heap.insert(.init(key: key, order: id))
        return true
    }

    /// Takes a cancelled task out; `nil` when it doesn't wait, yet or any more.
    mutating func cancel(_ id: Int) -> Wake? {
        guard let wake = waiting.removeValue(forKey: id) else {
            cancelledBeforeWaiting.insert(id)
            return nil
        }
        if heap.count > 2 * waiting.count + 64 {
            heap = PriorityHeap(heap.sorted.filter { waiting[$0.order] != nil })
        }
        return wake
    }

    /// Forgets a task that goes on, for whatever reason.
    mutating func dismiss(_ id: Int) {
        cancelledBeforeWaiting.remove(id)
    }

    /// Takes out the first in the queue.
    mutating func popFirst() -> Wake? {
        while let entry = heap.popFirst() {
            if let wake = waiting.removeValue(forKey: entry.order) { return wake }
        }
        return nil
    }

    /// Takes out all that wait for no more than a key, in order.
    mutating func popAll(upTo key: Key) -> [Wake] {
        var popped: [Wake] = []
        while let first, first <= key, let wake = popFirst() { popped.append(wake) }
        return popped
    }
}
