/// A priority queue of labels by key, then by number.
struct LabelQueue {
    private var heap: [(key: UInt64, label: Int32)] = []

    /// Adds `label` with `key`.
    mutating func push(_ key: UInt64, _ label: Int32) {
        heap.append((key, label))
        var child = heap.count - 1
        while child > 0, heap[child] < heap[(child - 1) / 2] {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    /// Takes out the label with the least key.
    mutating func pop() -> Int32? {
        guard let top = heap.first else { return nil }
        let last = heap.removeLast()
        guard !heap.isEmpty else { return top.label }
        heap[0] = last
        var parent = 0
        while true {
            var least = 2 * parent + 1
            guard least < heap.count else { return top.label }
            if least + 1 < heap.count, heap[least + 1] < heap[least] { least += 1 }
            guard heap[least] < heap[parent] else { return top.label }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
