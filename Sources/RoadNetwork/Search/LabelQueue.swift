/// A priority queue of labels by key, then by number: a heap with four children a node.
struct LabelQueue {
    private var heap: [Entry] = []

    private struct Entry {
        var key: UInt64
        var label: Int32

        @inline(__always)
        func isBefore(_ other: Entry) -> Bool { key < other.key || key == other.key && label < other.label }
    }

    /// Adds `label` with `key`.
    mutating func push(_ key: UInt64, _ label: Int32) {
        let entry = Entry(key: key, label: label)
        heap.append(entry)
        heap.withUnsafeMutableBufferPointer { heap in
            var hole = heap.count &- 1
            while hole > 0 {
                let above = (hole &- 1) &>> 2
                guard entry.isBefore(heap[above]) else { break }
                heap[hole] = heap[above]
                hole = above
            }
            heap[hole] = entry
        }
    }

    /// Takes out the label with the least key.
    mutating func pop() -> Int32? {
        guard let last = heap.popLast() else { return nil }
        guard !heap.isEmpty else { return last.label }
        return heap.withUnsafeMutableBufferPointer { heap in
            let top = heap[0].label
            let count = heap.count
            var hole = 0
            while true {
                let first = hole &* 4 &+ 1
                guard first < count else { break }
                var least = first
                for child in first &+ 1..<max(first &+ 1, min(first &+ 4, count))
                where heap[child].isBefore(heap[least]) {
                    least = child
                }
                guard heap[least].isBefore(last) else { break }
                heap[hole] = heap[least]
                hole = least
            }
            heap[hole] = last
            return top
        }
    }
}
