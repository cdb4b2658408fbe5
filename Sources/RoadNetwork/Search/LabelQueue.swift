/// A priority queue of labels by key, then by number.
struct LabelQueue {
    private var heap = LeastFirstHeap<Entry>()

    private struct Entry: Comparable {
        var key: UInt64
        var label: Int32

        @inline(__always)
        static func < (one: Entry, other: Entry) -> Bool {
            one.key < other.key || one.key == other.key && one.label < other.label
        }
    }

    /// Adds `label` with `key`.
    mutating func push(_ key: UInt64, _ label: Int32) { heap.push(Entry(key: key, label: label)) }

    /// Takes out the label with the least key.
    mutating func pop() -> Int32? { heap.pop()?.label }
}
